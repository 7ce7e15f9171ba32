"""From rules that people write to the JavaScript of CloudFront Functions; what is rendered ships."""
