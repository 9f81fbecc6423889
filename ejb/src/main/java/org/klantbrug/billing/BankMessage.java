package org.klantbrug.billing;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.klantbrug.shared.RuleBroken;

/** The fields of a message as they come by, put together to entries. */
abstract class BankMessage {
  private static final String AMOUNT = "\\d{1,13}(\\.\\d{1,2})?";

  private final Consumer<BankEntry> entries;

  private BankMessage(Consumer<BankEntry> entries) {
    this.entries = entries;
  }

  static BankMessage statement(Consumer<BankEntry> entries) {
    return new Statement(entries);
  }

  static BankMessage status(Consumer<BankEntry> entries) {
    return new Status(entries);
  }

  /** An element begins. */
  abstract void begin(String name, long line, String currency);

  /**
   * An element ends.
   *
   * @param path its name behind those around it
   */
  abstract void end(String path, String text, long line);

  void emit(BankEntry entry) {
    entries.accept(entry);
  }

  /** Fields of a part of a message, by their path within it. */
  static final class Part {
    private final String name;
    private final Map<String, String> fields = new HashMap<>();
    private long line;

    Part(String name) {
      this.name = name;
    }

    void begin(long at) {
      fields.clear();
      line = at;
    }

    void keep(String path, String text) {
      var from = path.lastIndexOf("/" + name + "/");
      if (from >= 0 && !text.isEmpty()) {
        fields.putIfAbsent(path.substring(from + name.length() + 2), text);
      }
    }

    /** The first of these fields that is there; null if none is. */
    String get(String... paths) {
      for (var path : paths) {
        if (fields.containsKey(path)) {
          return fields.get(path);
        }
      }
      return null;
    }

    String need(String... paths) {
      var found = get(paths);
      if (found == null) {
        throw new RuleBroken("billing.bank-missing", paths[0], name, line);
      }
      return found;
    }

    long line() {
      return line;
    }
  }

  BigDecimal amount(String text, long line) {
    if (!text.matches(AMOUNT)) {
      throw new RuleBroken("billing.bank-value", text, line);
    }
    return new BigDecimal(text);
  }

  LocalDate day(String text, long line) {
    try {
      return LocalDate.parse(text.substring(0, Math.min(10, text.length())));
    } catch (DateTimeException wrong) {
      throw new RuleBroken("billing.bank-value", text, line);
    }
  }

  /** A statement of an account: camt.053. */
  private static final class Statement extends BankMessage {
    private final Part statement = new Part("Stmt");
    private final Part entry = new Part("Ntry");
    private final Part details = new Part("TxDtls");
    private int entryNo;
    private int detailNo;

    Statement(Consumer<BankEntry> entries) {
      super(entries);
    }

    @Override
    void begin(String name, long line, String currency) {
      if (currency != null && !currency.equals("EUR")) {
        throw new RuleBroken("billing.bank-currency", currency, line);
      }
      switch (name) {
        case "Stmt" -> {
          statement.begin(line);
          entryNo = 0;
        }
        case "Ntry" -> {
          entry.begin(line);
          entryNo++;
          detailNo = 0;
        }
        case "TxDtls" -> {
          details.begin(line);
          detailNo++;
        }
        default -> {
          // a field, or a part that nobody asks for
        }
      }
    }

    @Override
    void end(String path, String text, long line) {
      if (path.endsWith("/TxDtls")) {
        emit(entry(true));
      } else if (path.endsWith("/Ntry")) {
        if (detailNo == 0) {
          emit(entry(false));
        }
      } else if (path.contains("/TxDtls/")) {
        details.keep(path, text);
      } else if (path.contains("/Ntry/")) {
        entry.keep(path, text);
      } else {
        statement.keep(path, text);
      }
    }

    private BankEntry entry(boolean detailed) {
      if (!detailed) {
        details.begin(entry.line());
      }
      var line = detailed ? details.line() : entry.line();
      var amount = details.get("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt");
      var own = statement.get("Acct/Id/IBAN", "Acct/Id/Othr/Id");
      return new BankEntry(
          line,
          String.join(
              "/",
              String.valueOf(own),
              statement.need("Id"),
              Integer.toString(entryNo),
              Integer.toString(detailNo)),
          kind(),
          own,
          day(entry.need("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt"), line),
          amount(amount == null ? entry.need("Amt") : amount, line),
          details.get("RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry"),
          details.get("Refs/EndToEndId"),
          details.get("Refs/MndtId"),
          details.get("RltdPties/DbtrAcct/Id/IBAN"),
          details.get("RltdPties/Cdtr/Id/PrvtId/Othr/Id", "RltdPties/Cdtr/Pty/Id/PrvtId/Othr/Id"));
    }

    /** Money that came in for a mandate is a debit; what went out of it was paid back. */
    private String kind() {
      var came = entry.need("CdtDbtInd").equals("CRDT");
      if (details.get("RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry") != null
          || !came && details.get("Refs/MndtId") != null) {
        return "RETURN";
      }
      return came && details.get("Refs/MndtId") != null ? "DEBIT" : came ? "PAYMENT" : "OTHER";
    }
  }

  /**
   * What became of debits that were sent in: pain.002. Only those that were refused are entries.
   */
  private static final class Status extends BankMessage {
    private final Part header = new Part("GrpHdr");
    private final Part debit = new Part("TxInfAndSts");
    private int no;

    Status(Consumer<BankEntry> entries) {
      super(entries);
    }

    @Override
    void begin(String name, long line, String currency) {
      if (name.equals("GrpHdr")) {
        header.begin(line);
      } else if (name.equals("TxInfAndSts")) {
        debit.begin(line);
        no++;
      }
    }

    @Override
    void end(String path, String text, long line) {
      if (path.endsWith("/TxInfAndSts")) {
        if ("RJCT".equals(debit.get("TxSts"))) {
          emit(entry());
        }
      } else if (path.contains("/TxInfAndSts/")) {
        debit.keep(path, text);
      } else {
        header.keep(path, text);
      }
    }

    private BankEntry entry() {
      var line = debit.line();
      return new BankEntry(
          line,
          "pain/" + header.need("MsgId") + "/" + no,
          "REJECT",
          debit.get("OrgnlTxRef/CdtrAcct/Id/IBAN"),
          day(header.need("CreDtTm"), line),
          amount(debit.need("OrgnlTxRef/Amt/InstdAmt"), line),
          debit.get("StsRsnInf/Rsn/Cd", "StsRsnInf/Rsn/Prtry"),
          debit.get("OrgnlEndToEndId"),
          debit.get("OrgnlTxRef/MndtRltdInf/MndtId", "OrgnlTxRef/MndtRltdInf/DrctDbtMndt/MndtId"),
          debit.get("OrgnlTxRef/DbtrAcct/Id/IBAN"),
          debit.get("OrgnlTxRef/CdtrSchmeId/Id/PrvtId/Othr/Id"));
    }
  }
}
