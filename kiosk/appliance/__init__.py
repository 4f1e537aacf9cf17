"""What a site's settings say of the appliance around the kiosk: who provisions it reads this, the kiosk hardly does."""
