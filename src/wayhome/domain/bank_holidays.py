"""Published bank holidays by nation: data, with its source and the last date on the list.

Source: the list of UK bank holidays on GOV.UK (Crown copyright, Open Government Licence v3.0), with the day
in lieu where a holiday falls on a weekend; and for Scotland the holiday proclaimed for 15 June 2026 (Banking and
Financial Dealings Act 1971).
To take in a newer list, add its rows and the tests compare them with a second copy. Nothing is fetched at run time.
"""

from __future__ import annotations

SOURCE = "GOV.UK, UK bank holidays (Open Government Licence v3.0)"

ENGLAND_AND_WALES_NAMES = (
    "New Year’s Day",
    "Good Friday",
    "Easter Monday",
    "Early May bank holiday",
    "Spring bank holiday",
    "Summer bank holiday",
    "Christmas Day",
    "Boxing Day",
)
ENGLAND_AND_WALES = """
2012 01-02 04-06 04-09 05-07 06-04 08-27 12-25 12-26
2013 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
2014 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
2015 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
2016 01-01 03-25 03-28 05-02 05-30 08-29 12-27 12-26
2017 01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26
2018 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26
2019 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26
2020 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28
2021 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28
2022 01-03 04-15 04-18 05-02 06-02 08-29 12-27 12-26
2023 01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26
2024 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
2025 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
2026 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
2027 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28
2028 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26
"""
ENGLAND_AND_WALES_ONCE = {
    "2012-06-05": "Queen’s Diamond Jubilee",
    "2022-06-03": "Platinum Jubilee bank holiday",
    "2022-09-19": "Bank Holiday for the State Funeral of Queen Elizabeth II",
    "2023-05-08": "Bank holiday for the coronation of King Charles III",
}

SCOTLAND_NAMES = (
    "New Year’s Day",
    "2nd January",
    "Good Friday",
    "Early May bank holiday",
    "Spring bank holiday",
    "Summer bank holiday",
    "St Andrew’s Day",
    "Christmas Day",
    "Boxing Day",
)
SCOTLAND = """
2012 01-03 01-02 04-06 05-07 06-04 08-06 11-30 12-25 12-26
2013 01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26
2014 01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26
2015 01-01 01-02 04-03 05-04 05-25 08-03 11-30 12-25 12-28
2016 01-01 01-04 03-25 05-02 05-30 08-01 11-30 12-27 12-26
2017 01-03 01-02 04-14 05-01 05-29 08-07 11-30 12-25 12-26
2018 01-01 01-02 03-30 05-07 05-28 08-06 11-30 12-25 12-26
2019 01-01 01-02 04-19 05-06 05-27 08-05 12-02 12-25 12-26
2020 01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28
2021 01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28
2022 01-03 01-04 04-15 05-02 06-02 08-01 11-30 12-27 12-26
2023 01-02 01-03 04-07 05-01 05-29 08-07 11-30 12-25 12-26
2024 01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26
2025 01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26
2026 01-01 01-02 04-03 05-04 05-25 08-03 11-30 12-25 12-28
2027 01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28
2028 01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26
"""
SCOTLAND_ONCE = {
    "2012-06-05": "Queen’s Diamond Jubilee",
    "2022-06-03": "Platinum Jubilee bank holiday",
    "2022-09-19": "Bank Holiday for the State Funeral of Queen Elizabeth II",
    "2023-05-08": "Bank holiday for the coronation of King Charles III",
    "2026-06-15": "Bank holiday for the men’s football World Cup",
}

NORTHERN_IRELAND_NAMES = (
    "New Year’s Day",
    "St Patrick’s Day",
    "Good Friday",
    "Easter Monday",
    "Early May bank holiday",
    "Spring bank holiday",
    "Battle of the Boyne (Orangemen’s Day)",
    "Summer bank holiday",
    "Christmas Day",
    "Boxing Day",
)
NORTHERN_IRELAND = """
2012 01-02 03-19 04-06 04-09 05-07 06-04 07-12 08-27 12-25 12-26
2013 01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26
2014 01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26
2015 01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28
2016 01-01 03-17 03-25 03-28 05-02 05-30 07-12 08-29 12-27 12-26
2017 01-02 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26
2018 01-01 03-19 03-30 04-02 05-07 05-28 07-12 08-27 12-25 12-26
2019 01-01 03-18 04-19 04-22 05-06 05-27 07-12 08-26 12-25 12-26
2020 01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28
2021 01-01 03-17 04-02 04-05 05-03 05-31 07-12 08-30 12-27 12-28
2022 01-03 03-17 04-15 04-18 05-02 06-02 07-12 08-29 12-27 12-26
2023 01-02 03-17 04-07 04-10 05-01 05-29 07-12 08-28 12-25 12-26
2024 01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26
2025 01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26
2026 01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28
2027 01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28
2028 01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26
"""
NORTHERN_IRELAND_ONCE = {
    "2012-06-05": "Queen’s Diamond Jubilee",
    "2022-06-03": "Platinum Jubilee bank holiday",
    "2022-09-19": "Bank Holiday for the State Funeral of Queen Elizabeth II",
    "2023-05-08": "Bank holiday for the coronation of King Charles III",
}
