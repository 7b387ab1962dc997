"""What the engines are held against: a second engine, an auditor, conservation, random programs."""
