"""`kiosk check`: what is wrong with content, one small rule a fault. Nothing of this is imported by `kiosk run`."""
