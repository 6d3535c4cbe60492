import Foundation
import SendFromKit

let tenant = try LoadedTenant.load("helpdesk")
guard !tenant.diagnostics.hasErrors else {
    print(TextRenderer(color: false).render(tenant.diagnostics))
    exit(1)
}
print("loaded", tenant.name)
