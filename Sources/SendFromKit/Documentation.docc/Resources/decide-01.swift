import SendFromKit

let tenant = try LoadedTenant.load("helpdesk")
print("loaded", tenant.name)
