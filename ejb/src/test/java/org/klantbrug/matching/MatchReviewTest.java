package org.klantbrug.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.klantbrug.matching.MatchReview.Which;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;

/** People look at pairs, say what they are, and so tell how good the model is. */
@OnDatabase
class MatchReviewTest {
  private static MatchedCompanies matched;

  private final MatchedCompanies companies = new MatchedCompanies(matched);
  private final MatchReview review = companies.review;
  private final PairVerdicts verdicts = companies.verdicts;
  private final Map.Entry<Long, Long> linked = companies.pairs("LINK").get(0);
  private final long pair = companies.pair(linked.getKey(), linked.getValue());

  @BeforeAll
  static void matchOnce() {
    matched = MatchedCompanies.of(150).approved().matched();
  }

  @AfterEach
  void close() {
    companies.close();
  }

  @Test
  void aPairIsExplainedFieldByFieldAndTheBitsAddUpToItsWeight() {
    for (var line : review.list(companies.run, Which.LINKED, 0, 20)) {
      assertAddsUp(line.id());
    }
  }

  @Test
  void namesThatWereDeliveredInOneColumnAreExplainedToo() {
    companies.in.sql(
        "update customer_identity set full_name = given_name || ' ' || family_name, given_name = null, family_name = null");
    companies.approved().matched();
    var found = companies.pairs("LINK").get(0);
    var id = companies.pair(found.getKey(), found.getValue());

    assertAddsUp(id);
    assertThat(review.read(id).fields())
        .filteredOn(field -> field.column().equals("family_name"))
        .singleElement()
        .satisfies(
            field -> {
              assertThat(field.left()).isNotEmpty();
              assertThat(field.right()).isNotEmpty();
              assertThat(field.bits()).isNotNull();
            });
  }

  private void assertAddsUp(long id) {
    var view = review.read(id);
    var bits =
        view.fields().stream()
            .map(MatchReview.FieldView::bits)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sum();
    assertThat(view.prior() + view.relatives() + bits)
        .isCloseTo(view.weight().doubleValue(), offset(.001));
  }

  @Test
  void aVerdictIsKeptWithItsReviewerAndReason() {
    verdicts.decide(
        pair,
        review.read(pair).version(),
        Verdict.NOT_SAME,
        "vader en zoon",
        companies.in.finance,
        T);

    assertThat(review.list(companies.run, Which.DECIDED, 0, 10))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.verdict()).isEqualTo("NOT_SAME");
              assertThat(line.reviewer()).isEqualTo("Frits Finance");
              assertThat(line.reason()).isEqualTo("vader en zoon");
            });
    assertThat(review.counts(companies.run)).containsEntry(Which.DECIDED, 1L);
  }

  @Test
  void neverTheSameNeedsAReason() {
    assertThatThrownBy(
            () ->
                verdicts.decide(
                    pair,
                    review.read(pair).version(),
                    Verdict.NOT_SAME,
                    "  ",
                    companies.in.finance,
                    T))
        .isInstanceOf(RuleBroken.class);
    assertThat(neverTheSame()).isZero();
  }

  @Test
  void aVerdictThatIsChangedTakesThePairOffTheListOfNeverTheSame() {
    companies.verdict(pair, Verdict.NOT_SAME);
    assertThat(neverTheSame()).isEqualTo(1);

    companies.verdict(pair, Verdict.SAME);

    assertThat(neverTheSame()).isZero();
  }

  @Test
  void whoSaysSomethingElseThanBeforeSaysWhyAndTheLogKeepsBoth() {
    companies.verdict(pair, Verdict.NOT_SAME);

    assertThatThrownBy(() -> decide(Verdict.SAME, " ")).isInstanceOf(RuleBroken.class);
    decide(Verdict.SAME, "zelfde rekening");

    assertThat(
            companies.in.number(
                "select count(*) from audit_event where action = 'pairDecided' and purpose = 'NOT_SAME > SAME'"))
        .isEqualTo(1);
  }

  @Test
  void whatWasSaidOfTwoCustomersStaysWithWhoSaidItAndWhy() {
    decide(Verdict.NOT_SAME, "vader en zoon");
    verdicts.decide(
        pair,
        review.read(pair).version(),
        Verdict.SAME,
        "zelfde rekening",
        companies.in.operator,
        T.plusSeconds(60));

    assertThat(review.read(pair).said())
        .containsExactly(
            new MatchReview.SaidOfPair(
                "SAME", "zelfde rekening", "Olga Operator", T.plusSeconds(60)),
            new MatchReview.SaidOfPair("NOT_SAME", "vader en zoon", "Frits Finance", T));
  }

  @Test
  void whatWasSaidInAnEarlierRunIsShownInALaterOne() {
    decide(Verdict.DOUBT, null);
    var later = companies.in.run();
    companies.in.sql(
        "insert into matching_pair (run_id, model_id, left_id, right_id, weight, decision, explanation)"
            + " select %d, model_id, left_id, right_id, weight, 'REVIEW', explanation from matching_pair where id = %d"
                .formatted(later, pair));

    var again = companies.in.number("select max(id) from matching_pair");

    assertThat(review.read(again).verdict()).isNull();
    assertThat(review.read(again).said())
        .singleElement()
        .satisfies(said -> assertThat(said.verdict()).isEqualTo("DOUBT"));
  }

  @Test
  void whoIsRefusedHasSaidNothing() {
    assertThatThrownBy(() -> decide(Verdict.NOT_SAME, " ")).isInstanceOf(RuleBroken.class);

    assertThat(review.read(pair).said()).isEmpty();
  }

  @Test
  void ofPairsOfAClosedRunNothingIsSaidAnyMore() {
    companies.in.sql("update merger_run set state = 'ABANDONED', closed_at = now()");

    assertThatThrownBy(() -> decide(Verdict.NOT_SAME, "vader en zoon"))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("is closed");
    assertThat(neverTheSame()).isZero();
  }

  @Test
  void whatWasRehearsedAndApprovedIsNotDecidedOtherwise() {
    companies.in.database.use(
        handle ->
            handle.execute(
                """
                insert into work_item (kind, subject_kind, subject_id, role_code, state, outcome, created_at)
                values ('approveRehearsal', 'run', ?, 'migrationLead', 'DONE', 'approved', now())""",
                companies.run));

    assertThatThrownBy(() -> decide(Verdict.SAME, null))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("rehearsal was approved");
  }

  private void decide(Verdict verdict, String reason) {
    verdicts.decide(pair, review.read(pair).version(), verdict, reason, companies.in.finance, T);
  }

  @Test
  void twoColleaguesDoNotOverwriteEachOther() {
    var version = review.read(pair).version();
    verdicts.decide(pair, version, Verdict.SAME, null, companies.in.finance, T);

    assertThatThrownBy(
            () -> verdicts.decide(pair, version, Verdict.DOUBT, null, companies.in.operator, T))
        .isInstanceOf(RuleBroken.class);
    assertThat(review.read(pair).verdict()).isEqualTo("SAME");
  }

  @Test
  void whoWasOutdoneByALinkThatIsRefusedWaitsForAPerson() {
    var other = otherOfOurs("OUTDONE");

    companies.verdict(pair, Verdict.NOT_SAME);
    assertThat(review.read(other).decision()).isEqualTo("REVIEW");

    companies.matching.decide(companies.in.lease, companies.run);
    assertThat(review.read(other).decision()).isEqualTo("REVIEW");
    assertThat(review.next(companies.run, 0)).isPresent();
  }

  @Test
  void aLinkGivesWayToWhatAPersonSays() {
    var other = otherOfOurs("REVIEW");

    companies.verdict(other, Verdict.SAME);

    assertThat(review.read(pair).decision()).isEqualTo("REVIEW");
  }

  /** Another of ours for the same one of theirs, far behind the link. */
  private long otherOfOurs(String decision) {
    var other =
        companies.in.number(
            "select id from customer_identity where company_id = %d and id <> %d order by id desc limit 1"
                .formatted(companies.in.ours, linked.getValue()));
    companies.in.sql(
        """
        insert into matching_pair (run_id, model_id, left_id, right_id, weight, decision, explanation)
        select run_id, model_id, left_id, %d, -1, '%s', explanation from matching_pair where id = %d"""
            .formatted(other, decision, pair));
    return companies.pair(linked.getKey(), other);
  }

  @Test
  void theNextPairIsTheHeaviestThatWaits() {
    companies.in.sql("update matching_pair set decision = 'REVIEW'");
    var heaviest =
        companies.in.number("select id from matching_pair order by weight desc, id limit 1");

    assertThat(review.next(companies.run, 0)).contains(heaviest);
    assertThat(review.next(companies.run, heaviest).orElseThrow()).isNotEqualTo(heaviest);
  }

  @Test
  void beforeAnybodyLookedNothingIsSaidOfTheModel() {
    assertThat(review.quality(companies.run).precision().share()).isNull();
    assertThat(review.quality(companies.run).foundByLink().share()).isNull();
  }

  @Test
  void verdictsTellHowOftenALinkIsRightAndHowManyItFound() {
    var links = companies.pairs("LINK");
    for (int i = 0; i < 10; i++) {
      var id = companies.pair(links.get(i).getKey(), links.get(i).getValue());
      companies.verdict(id, i == 0 ? Verdict.NOT_SAME : i == 1 ? Verdict.DOUBT : Verdict.SAME);
    }
    companies.in.sql(
        "update matching_pair set decision = 'REVIEW' where id = "
            + companies.pair(links.get(9).getKey(), links.get(9).getValue()));

    var quality = review.quality(companies.run);

    assertThat(quality.precision().of()).isEqualTo(8);
    assertThat(quality.precision().share()).isEqualTo(7 / 8d);
    assertThat(quality.precision().low()).isBetween(.5, 7 / 8d);
    assertThat(quality.precision().high()).isBetween(7 / 8d, 1d);
    assertThat(quality.foundByLink().of()).isEqualTo(8);
    assertThat(quality.foundByLink().share()).isEqualTo(7 / 8d);
  }

  private long neverTheSame() {
    return companies.in.number("select count(*) from matching_do_not_link");
  }
}
