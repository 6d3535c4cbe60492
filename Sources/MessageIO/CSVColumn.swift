/// One column of a CSV file, by its header.
struct CSVColumn {
    let field: MessageField
    let name: [UInt8]
}
