"""What a build is, for those who deploy with CloudFormation, SAM, Terraform or the CDK.

Each form makes the same functions, stores, roles, versions and associations under the same names as `attach`
does, and a distribution as edge.toml describes it. Nothing is asked of AWS here.
"""

from infra.templates.blueprint import Blueprint, Form, Given, blueprint_of
from infra.templates.cdk import cdk
from infra.templates.cloudformation import cloudformation, sam
from infra.templates.terraform import terraform

__all__ = ["Blueprint", "Form", "Given", "blueprint_of", "cdk", "cloudformation", "sam", "terraform"]
