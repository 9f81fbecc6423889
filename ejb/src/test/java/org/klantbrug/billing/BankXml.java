package org.klantbrug.billing;

/** Messages of a bank, made up for tests. */
final class BankXml {
  static final String OURS = BillingFixture.IBAN;
  static final String THEIRS = "NL20INGB0001234567";

  private BankXml() {}

  /** A statement of our account. */
  static String statement(String version, String id, String entries) {
    return statement(version, id, OURS, entries);
  }

  static String statement(String version, String id, String iban, String entries) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.%1$s">
          <BkToCstmrStmt>
            <GrpHdr><MsgId>%2$s</MsgId><CreDtTm>2026-05-21T06:00:00</CreDtTm></GrpHdr>
            <Stmt>
              <Id>%2$s</Id>
              <Acct><Id><IBAN>%3$s</IBAN></Id></Acct>
              %4$s
            </Stmt>
          </BkToCstmrStmt>
        </Document>
        """
        .replace("%1$s", version)
        .replace("%2$s", id)
        .replace("%3$s", iban)
        .replace("%4$s", entries);
  }

  static String debit(String version, String mandate, String amount, String day) {
    return entry(version, "CRDT", mandate, amount, day, "", BillingFixture.CREDITOR);
  }

  static String debitBy(String creditor, String mandate, String amount, String day) {
    return entry("08", "CRDT", mandate, amount, day, "", creditor);
  }

  static String returned(String version, String mandate, String amount, String day, String reason) {
    return entry(
        version,
        "DBIT",
        mandate,
        amount,
        day,
        "<RtrInf><Rsn><Cd>" + reason + "</Cd></Rsn></RtrInf>",
        BillingFixture.CREDITOR);
  }

  /** What a customer of this account paid by himself. */
  static String payment(String iban, String amount, String day) {
    return """
        <Ntry><Amt Ccy="EUR">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>%s</Dt></BookgDt>
        <NtryDtls><TxDtls><RltdPties><DbtrAcct><Id><IBAN>%s</IBAN></Id></DbtrAcct></RltdPties></TxDtls></NtryDtls></Ntry>
        """
        .formatted(amount, day, iban);
  }

  private static String entry(
      String version,
      String direction,
      String mandate,
      String amount,
      String day,
      String more,
      String creditor) {
    var old = version.equals("02");
    var party = "<Id><PrvtId><Othr><Id>%s</Id></Othr></PrvtId></Id>".formatted(creditor);
    return """
        <Ntry>
          <Amt Ccy="EUR">%1$s</Amt><CdtDbtInd>%2$s</CdtDbtInd>%3$s
          <BookgDt><Dt>%4$s</Dt></BookgDt>
          <NtryDtls><TxDtls>
            <Refs><EndToEndId>E-%5$s</EndToEndId><MndtId>%5$s</MndtId></Refs>
            <RltdPties><Cdtr>%6$s</Cdtr></RltdPties>%7$s
          </TxDtls></NtryDtls>
        </Ntry>
        """
        .formatted(
            amount,
            direction,
            old ? "<Sts>BOOK</Sts>" : "<Sts><Cd>BOOK</Cd></Sts>",
            day,
            mandate,
            old ? party : "<Pty>" + party + "</Pty>",
            more);
  }

  static String status(String mandate, String status, String reason) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt>
          <GrpHdr><MsgId>P1</MsgId><CreDtTm>2026-05-19T06:00:00</CreDtTm></GrpHdr>
          <OrgnlPmtInfAndSts><TxInfAndSts>
            <OrgnlEndToEndId>E-%1$s</OrgnlEndToEndId><TxSts>%2$s</TxSts><StsRsnInf><Rsn><Cd>%3$s</Cd></Rsn></StsRsnInf>
            <OrgnlTxRef><Amt><InstdAmt Ccy="EUR">42.50</InstdAmt></Amt>
              <CdtrSchmeId><Id><PrvtId><Othr><Id>%4$s</Id></Othr></PrvtId></Id></CdtrSchmeId>
              <MndtRltdInf><MndtId>%1$s</MndtId></MndtRltdInf></OrgnlTxRef>
          </TxInfAndSts></OrgnlPmtInfAndSts>
        </CstmrPmtStsRpt></Document>
        """
        .formatted(mandate, status, reason, BillingFixture.CREDITOR);
  }
}
