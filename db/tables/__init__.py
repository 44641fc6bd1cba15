"""What the dataset is made of, as data: tables and their columns, views, and the tables that the site derives."""
