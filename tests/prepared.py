"""The settings of a site whose card is prepared, for those who look at the card and those who boot from it."""

SITE = """
[site]
name = "EPN d’essai"
commune = "la_louviere"
[office]
name = "L’espace"
[network]
wifi = "EPN d’essai"
password_file = "wifi.txt"
[updates]
key = "{key}"
[appliance]
ssh_keys = ["{key}"]
"""
"""`{key}`: a public key of OpenSSH's, in one line."""
