"""What the course looks like: colours and sizes, named once; the charts' theme and the style sheets follow."""
