"""What CloudFront is: limits, header lists, events, the life of a request. No I/O, no clock, no boto3."""
