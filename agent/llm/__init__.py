"""Language models behind one port: local, hosted and scripted, and what is asked of them."""
