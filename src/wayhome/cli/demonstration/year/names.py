"""Invented names, from many backgrounds. Any likeness to a real child is chance: given and family names are drawn apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from random import Random

GIVEN = (
    "Abena", "Adil", "Agnes", "Aiko", "Alva", "Amadou", "Anya", "Arlo", "Asha", "Ayo", "Bashir", "Beatriz", "Bilal", "Bram",
    "Bronwen", "Callie", "Caspian", "Chidi", "Cora", "Daanish", "Dafydd", "Delphine", "Dilan", "Ebele", "Edie", "Efe", "Eira",
    "Eleni", "Elowen", "Emeka", "Enzo", "Esme", "Fabian", "Farah", "Felix", "Fenn", "Gethin", "Gideon", "Greta", "Gwilym", "Hafsa",
    "Hamza", "Hettie", "Idan", "Ife", "Ilan", "Imani", "Indigo", "Iqra", "Isolde", "Ivo", "Jabari", "Jonas", "Juno", "Kasia", "Keziah",
    "Kofi", "Kwame", "Lalita", "Leila", "Linus", "Lowri", "Luca", "Mabel", "Mahdi", "Malik", "Marnie", "Marek", "Mei", "Milan", "Mina",
    "Nadir", "Nell", "Nia", "Niamh", "Noa", "Odette", "Olek", "Orla", "Oskar", "Otis", "Pearl", "Petra", "Priya", "Rafe", "Rania", "Remy",
    "Rhys", "Roisin", "Rowan", "Safiya", "Samir", "Saskia", "Seren", "Silvan", "Soren", "Sunniva", "Tamsin", "Tariro", "Tegan", "Thea",
    "Tobi", "Uma", "Viggo", "Wilf", "Yara", "Yasmin", "Yusra", "Zain", "Zara", "Zofia",
)  # fmt: skip

FAMILY = (
    "Achterberg", "Adomako", "Alderwick", "Amberley", "Anstruther", "Ashcombe", "Babatunde-Lee", "Balint", "Barrowby", "Beckwell",
    "Birchall", "Bonsu", "Bramwell", "Brightlingsea", "Calloway", "Caradoc", "Chandrasekar", "Coldstream", "Cresswood", "Dalgarno",
    "Danjuma", "Darrowby", "Delacourt", "Dervish", "Dragomir", "Eastlake", "Ekwensi", "Ellingham", "Fairbourne", "Farrokh", "Fennimore",
    "Fosdyke", "Gallowhill", "Ghazali", "Glasswell", "Goodacre", "Greenhalge", "Habibi-Stone", "Halloran-Pike", "Harrowgate",
    "Hathersby", "Heddle", "Hollowood", "Ibekwe", "Inglemoor", "Jankowska", "Jellicoe", "Kaspersen", "Kettlewell", "Kinloch",
    "Kowalewski", "Lanyon", "Larkspur", "Lindgren-Cole", "Lomax-Reed", "Lyndhurst", "Madaki", "Mansoori", "Marchbank", "Mbeki-Ross",
    "Merriweather", "Millbrook", "Moorcroft", "Mukwena", "Nankervis", "Netherby", "Nightingall", "Obuya", "Okafor-Lane", "Ollerton",
    "Osterholm", "Pargeter", "Pashayev", "Penhallow", "Pettigrove", "Quennell", "Rahimzadeh", "Ravenscar", "Redfearn-Abe", "Rookwood",
    "Rosewarne", "Sabatini", "Sallow", "Sandilands", "Scarcliffe", "Senanayake", "Shevchuk", "Silverthorne", "Skelmersby", "Soltani",
    "Stannard-Roy", "Tarkington", "Thistlewood", "Threlkeld", "Tolliver", "Tremayne-Osei", "Underhill", "Uzoma", "Vasquez-Bell",
    "Venables", "Waldegrave", "Westerdale", "Whitlock-Sen", "Winterbourne", "Woodhead", "Yarrow", "Yeoland", "Zamani", "Zielinska",
)  # fmt: skip

PARENTS = (
    "Alix", "Andrea", "Bernadette", "Chi", "Claire", "Danuta", "Denise", "Farida", "Gail", "Hassan", "Ikram", "Joanne", "Joseph",
    "Kemi", "Laszlo", "Lorna", "Mandeep", "Marius", "Nasreen", "Niall", "Patrice", "Rukhsana", "Shireen", "Stefan", "Temi", "Vanessa",
)  # fmt: skip


def drawn(rng: Random, *, not_these: Collection[str]) -> Iterator[tuple[str, str]]:
    """Given and family names without end, no whole name twice and none of `not_these`."""
    seen = set(not_these)
    while True:
        pair = rng.choice(GIVEN), rng.choice(FAMILY)
        whole = " ".join(pair)
        if whole not in seen:
            seen.add(whole)
            yield pair
