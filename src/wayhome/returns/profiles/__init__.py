"""The file formats that Wayhome reads, one module each."""
