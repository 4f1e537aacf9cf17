"""What a kiosk knows of its releases. The modules import one another by relative names: the folder can be moved."""
