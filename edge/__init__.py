"""Code that ships to Lambda@Edge; it imports nothing but the standard library and aws_lambda_powertools."""
