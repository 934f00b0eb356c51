"""What several figures share: scales, tables of colours, sliders."""
