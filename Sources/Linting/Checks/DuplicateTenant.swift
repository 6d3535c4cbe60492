internal import Diagnostics

/// `duplicate-tenant`. Found by `TenantSet`, which holds the wording.
enum DuplicateTenant: Check {
    static let code = CheckCode.duplicateTenant
    static let statement = "two tenants of the run have the same name"
    static let why =
        """
        A message says by name which tenant it is for.
        """
    static let bad = [
        Example(
            [
                .init(
                    "acme/tenant.yaml",
                    """
                    tenant: acme
                    inventory: [{sender: "+442079460101", id: support}]
                    """),
                .init(
                    "zenith/tenant.yaml",
                    """
                    tenant: ⟪acme⟫
                    inventory: [{sender: "+442079460102", id: support}]
                    """),
            ])
    ]
    static let good = [
        Example(
            [
                .init(
                    "acme/tenant.yaml",
                    """
                    tenant: acme
                    inventory: [{sender: "+442079460101", id: support}]
                    """),
                .init(
                    "zenith/tenant.yaml",
                    """
                    tenant: zenith
                    inventory: [{sender: "+442079460102", id: support}]
                    """),
            ])
    ]
}
