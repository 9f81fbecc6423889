package org.klantbrug.billing.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.function.BiFunction;
import org.klantbrug.billing.BankReason;
import org.klantbrug.billing.BillComparison;
import org.klantbrug.billing.TakenFiles;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Texts;

/** What the pages about the money of a merger have in common: how amounts are said, files read. */
@Named
@RequestScoped
public class BillingWords {
  @Inject private Texts texts;
  @Inject private Notices notices;
  @Inject private HttpServletRequest request;

  /** An amount with two decimals. */
  public String euro(BigDecimal amount) {
    if (amount == null) {
      return "–";
    }
    var format = NumberFormat.getInstance(texts.locale());
    format.setMinimumFractionDigits(2);
    format.setMaximumFractionDigits(2);
    return "€ " + format.format(amount);
  }

  /** An amount with its sign. */
  public String more(BigDecimal amount) {
    return (amount.signum() > 0 ? "+ " : amount.signum() < 0 ? "− " : "") + euro(amount.abs());
  }

  /** What a bank means by a code. */
  public String reason(String code) {
    return BankReason.of(code)
        .map(known -> code + ": " + texts.code("billing.reason.", known))
        .orElseGet(() -> texts.say("billing.reason-other", code));
  }

  /** Between which amounts a bar lies. */
  public String bar(BillComparison.Bar bar) {
    if (bar.from() == null) {
      return texts.say("billing.bar-below", euro(bar.to().negate()));
    }
    if (bar.to() == null) {
      return texts.say("billing.bar-above", euro(bar.from()));
    }
    if (bar.from().compareTo(bar.to()) == 0) {
      return texts.say("billing.bar-same");
    }
    return bar.to().signum() <= 0
        ? texts.say("billing.bar-less", euro(bar.to().negate()), euro(bar.from().negate()))
        : texts.say("billing.bar-more", euro(bar.from()), euro(bar.to()));
  }

  /** Reads the file that came with the form, and says what came of it. */
  boolean take(BiFunction<String, InputStream, TakenFiles.Counts> reading) {
    return notices
        .attempt(() -> read(reading))
        .map(
            counts -> {
              notices.done("billing.file-is-read", counts.used(), counts.unused());
              return true;
            })
        .orElse(false);
  }

  private TakenFiles.Counts read(BiFunction<String, InputStream, TakenFiles.Counts> reading) {
    try {
      var part = request.getPart("file");
      if (part == null || part.getSize() == 0) {
        throw new RuleBroken("delivery.file-missing-here");
      }
      try (var content = part.getInputStream()) {
        return reading.apply(part.getSubmittedFileName(), content);
      }
    } catch (IOException | ServletException e) {
      throw new UncheckedIOException("The file could not be taken in", new IOException(e));
    }
  }
}
