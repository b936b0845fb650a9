"""The public pages. All of them show live pieces only, to everybody the same, and set no cookie."""
