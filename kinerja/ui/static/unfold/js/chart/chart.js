/* In place of the theme's own (200 KB on every page): no page of the back office draws a chart. */
