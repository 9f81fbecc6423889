package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.klantbrug.audit.Audit;
import org.klantbrug.merger.reading.FileForm;
import org.klantbrug.merger.reading.RawRecord;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.RuleBroken;

/** One correction for many rejects: tried first, so that a person sees what it would do. */
@ApplicationScoped
public class RejectRules {
  private static final int AT_ONCE = 500;
  private static final int SHOWN = 3;

  private Rejects rejects;
  private Deliveries deliveries;
  private Audit audit;

  /** For the container. */
  protected RejectRules() {}

  /** Repairs these rejects. */
  @Inject
  public RejectRules(Rejects rejects, Deliveries deliveries, Audit audit) {
    this.rejects = rejects;
    this.deliveries = deliveries;
    this.audit = audit;
  }

  /**
   * What is replaced in all open rejects of one reason.
   *
   * @param column of the file in which the whole value must be {@code find}, which may be empty; or
   *     null to replace a text anywhere in the records
   * @param replacement what stands there afterwards
   */
  public record Rule(
      long deliveryId, Reason code, String column, String find, String replacement) {}

  /**
   * A record before and after.
   *
   * @param fits whether it can be used afterwards
   */
  public record Change(long line, String before, String after, boolean fits) {}

  /**
   * What a rule does.
   *
   * @param chosen open rejects of the reason that it changes
   * @param repaired those that fit afterwards
   * @param samples the first few
   */
  public record Outcome(long chosen, long repaired, List<Change> samples) {
    /** Copies the samples. */
    public Outcome {
      samples = List.copyOf(samples);
    }
  }

  /**
   * Counts what a rule would do; changes nothing. That its samples were read is written down.
   *
   * @throws RuleBroken {@code reject.no-change} if it changes no reject
   */
  public Outcome tried(Rule rule, long staffId) {
    var outcome = apply(rule, (reject, raw) -> rejects.whyNot(reject, raw).isEmpty());
    var counted = rule.code() + " " + outcome.samples().size();
    audit.recordBy(staffId, "rejectsRead", "file", rule.deliveryId(), counted);
    return outcome;
  }

  /**
   * Changes the records, and stages those that fit afterwards; each in a transaction of its own,
   * unless there is one around it. The others stay as they were delivered.
   *
   * @throws RuleBroken {@code reject.no-change} if it changes no reject
   */
  public Outcome repair(Rule rule, long staffId, Instant at) {
    var outcome =
        apply(
            rule,
            (reject, raw) -> {
              try {
                rejects.repairRaw(reject.id(), raw, staffId, at);
                return true;
              } catch (RuleBroken stillWrong) {
                return false; // stays open, and is counted as not repaired
              }
            });
    var counted = rule.code() + " " + outcome.repaired() + "/" + outcome.chosen();
    audit.recordBy(staffId, "rejectsRuleApplied", "file", rule.deliveryId(), counted);
    return outcome;
  }

  private Outcome apply(Rule rule, BiPredicate<Rejects.Reject, String> repair) {
    var form = deliveries.read(rule.deliveryId()).form();
    check(rule, form);
    var samples = new ArrayList<Change>();
    var chosen = 0L;
    var repaired = 0L;
    var page = rejects.open(rule.deliveryId(), rule.code(), 0, AT_ONCE);
    while (!page.isEmpty()) {
      for (var reject : page) {
        var changed = changed(rule, form, reject.raw());
        if (changed.isPresent()) {
          var fits = repair.test(reject, changed.get());
          chosen++;
          repaired += fits ? 1 : 0;
          if (samples.size() < SHOWN) {
            samples.add(new Change(reject.line(), reject.raw(), changed.get(), fits));
          }
        }
      }
      page =
          rejects.open(rule.deliveryId(), rule.code(), page.get(page.size() - 1).line(), AT_ONCE);
    }
    if (chosen == 0) {
      throw new RuleBroken("reject.no-change");
    }
    return new Outcome(chosen, repaired, samples);
  }

  private static void check(Rule rule, FileForm form) {
    if (rule.column() != null && !form.header().contains(rule.column())) {
      throw new RuleBroken("reject.no-such-column", rule.column());
    }
    if (rule.column() == null && rule.find().isEmpty() || rule.find().equals(rule.replacement())) {
      throw new RuleBroken("reject.no-change");
    }
  }

  private static Optional<String> changed(Rule rule, FileForm form, String raw) {
    if (raw == null) {
      return Optional.empty();
    }
    if (rule.column() == null) {
      return raw.contains(rule.find())
          ? Optional.of(raw.replace(rule.find(), rule.replacement()))
          : Optional.empty();
    }
    var values = new ArrayList<>(RawRecord.columns(raw, form));
    var column = form.header().indexOf(rule.column());
    if (!values.get(column).strip().equals(rule.find().strip())) {
      return Optional.empty();
    }
    values.set(column, rule.replacement());
    return Optional.of(RawRecord.of(values, form.delimiter()));
  }
}
