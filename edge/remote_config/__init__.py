"""Live settings: one JSON document in DynamoDB or SSM that changes what a handler does without a deploy."""
