package org.klantbrug.matching.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.klantbrug.customer.web.CustomerTexts;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.matching.MatchReview;
import org.klantbrug.matching.PairDesk;
import org.klantbrug.matching.Verdict;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Pairs of a run: those that wait one by one, side by side; the others as a list. */
@Named
@RequestScoped
public class MergerPairsPage {
  private static final int PAGE = 100;

  @Inject private CurrentStaff current;
  @Inject private MatchReview review;
  @Inject private PairDesk desk;
  @Inject private Mergers mergers;
  @Inject private CustomerTexts texts;
  @Inject private Texts say;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long run;
  @Inject @Param private Long pair;
  @Inject @Param private String which;

  private Mergers.View merger;
  private Map<MatchReview.Which, Long> counts;
  private MatchReview.PairView shown;
  private List<MatchReview.PairLine> lines = List.of();
  private LocalDate closedUntil;

  /** Notes the verdict if one was given, and brings the next pair; or shows a pair in full. */
  public void act() {
    if (run == null) {
      throw new NotThere();
    }
    merger = mergers.readByRun(run);
    if (post.has("verdict")) {
      decide();
      return;
    }
    var staff = current.get();
    counts = review.counts(run);
    closedUntil = desk.closedUntil(run, staff).orElse(null);
    if (closedUntil != null) {
      return;
    }
    if (post.has("reveal")) {
      shown = ofThisRun(desk.reveal(post.key("reveal"), staff));
    } else if (pair != null) {
      shown = ofThisRun(desk.open(pair, staff));
    } else if (getShownList() == MatchReview.Which.OPEN) {
      shown = desk.next(run, 0, staff).orElse(null);
    }
    if (shown == null) {
      lines = desk.list(run, getShownList(), 0, PAGE, staff);
    }
  }

  private MatchReview.PairView ofThisRun(MatchReview.PairView opened) {
    if (opened.runId() != run) {
      throw new NotThere();
    }
    return opened;
  }

  private void decide() {
    var staff = current.need(Action.MERGER_STEWARD);
    var id = post.key("pairId");
    var verdict =
        Arrays.stream(Verdict.values())
            .filter(each -> each.name().equals(post.text("verdict")))
            .findFirst()
            .orElseThrow(NotThere::new);
    var reason = verdict == Verdict.NOT_SAME ? "reason" : "because";
    notices
        .attempt(
            () -> desk.decide(id, (int) post.key("version"), verdict, post.text(reason), staff))
        .ifPresent(decided -> notices.done(whatNow(verdict)));
    Faces.redirect("/merger-pairs?run=%s", run);
  }

  private String whatNow(Verdict verdict) {
    var more = review.counts(run).get(MatchReview.Which.OPEN) > 0;
    if (verdict == Verdict.DOUBT) {
      return more ? "pairs.doubted" : "pairs.doubted-last";
    }
    return more ? "pairs.decided" : "pairs.decided-last";
  }

  /** What a field says, in a word: {@code strongly-for} to {@code strongly-against}. */
  public String says(MatchReview.FieldView field) {
    return field.bits() == null ? "nothing" : WeightWords.of(field.bits());
  }

  /** A value as it is shown, codes and dates in words; of one that is masked the end or year. */
  public String shown(MatchReview.FieldView field, String value) {
    if (value.isEmpty()) {
      return value;
    }
    if (field.masked() && !field.column().equals("birth_date")) {
      return texts.value("IBAN", value, "");
    }
    var group = field.column().toUpperCase(Locale.ROOT);
    return texts.value(group, value, field.masked() ? "" : group);
  }

  /** The weight of a pair, in bits. */
  public String weight(MatchReview.PairLine line) {
    return say.number(line.weight().setScale(1, RoundingMode.HALF_UP));
  }

  /** A weight with its sign, in bits. */
  public String bits(Number bits) {
    return WeightWords.signed(bits.doubleValue(), say.locale());
  }

  /** How likely the pair that is shown is one person. */
  public String getLikelihood() {
    return say.percent(WeightWords.likelihood(shown.weight().doubleValue()));
  }

  /** Whether something of the pair is masked, and so can be asked for. */
  public boolean isMasked() {
    return shown.fields().stream().anyMatch(MatchReview.FieldView::masked);
  }

  /** From which day on this person may see the pairs; null if they may today. */
  public LocalDate getClosedUntil() {
    return closedUntil;
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** The run. */
  public Long getRun() {
    return run;
  }

  /** The list that the address names; those that wait if it names none. */
  public MatchReview.Which getShownList() {
    return Arrays.stream(MatchReview.Which.values())
        .filter(each -> each.name().equals(which))
        .findFirst()
        .orElse(MatchReview.Which.OPEN);
  }

  /** The list that is shown, or the one in which the pair that is shown stands. */
  public MatchReview.Which getTab() {
    if (shown == null) {
      return getShownList();
    }
    if (shown.verdict() != null) {
      return MatchReview.Which.DECIDED;
    }
    return "LINK".equals(shown.decision()) ? MatchReview.Which.LINKED : MatchReview.Which.OPEN;
  }

  /** How many there are of a sort. */
  public long count(String sort) {
    return counts.get(MatchReview.Which.valueOf(sort));
  }

  /** The pair side by side; null if a list is shown. */
  public MatchReview.PairView getPair() {
    return shown;
  }

  /** The list; empty if a pair is shown. */
  public List<MatchReview.PairLine> getLines() {
    return lines;
  }

  /** Whether this person may decide. */
  public boolean isDecidable() {
    return current.get().may(Action.MERGER_STEWARD);
  }
}
