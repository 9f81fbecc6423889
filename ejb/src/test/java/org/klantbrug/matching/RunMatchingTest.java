package org.klantbrug.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.LeaseLost;
import org.klantbrug.work.Slice;

/** Who is found to be one person in the database, and who never is without a person saying so. */
@OnDatabase
class RunMatchingTest {
  private static final List<String> SON =
      List.of(
          "Willem",
          "Hofstede",
          "19850614",
          "Beukenlaan",
          "12",
          "3512AB",
          "Utrecht",
          "",
          "0301234567");

  private static MatchedCompanies filled;

  private final MatchedCompanies companies = new MatchedCompanies(filled);

  @BeforeAll
  static void fill() {
    filled = MatchedCompanies.of(200);
  }

  @AfterEach
  void close() {
    companies.close();
  }

  @Test
  void linksOnlyWhoIsOnePersonAndNearlyAllOfThem() {
    companies.approved().matched();

    var linked = companies.pairs("LINK");
    assertThat(linked)
        .allSatisfy(
            pair -> assertThat(companies.truth).containsEntry(pair.getKey(), pair.getValue()));
    assertThat(linked).hasSizeGreaterThan(companies.truth.size() * 95 / 100);
  }

  @Test
  void everybodyWhoIsOnePersonIsAtLeastLookedAt() {
    companies.approved().matched();

    var found = new ArrayList<>(companies.pairs("LINK"));
    found.addAll(companies.pairs("REVIEW"));

    assertThat(found).containsAll(companies.truth.entrySet());
  }

  @Test
  void weighsAsTheMatcherOfTwoFilesDoes() {
    var files = new Linkage(new MatchLayout(MadeUpCustomers.KINDS), false);
    companies.theirs.forEach(files::addLeft);
    companies.ours.forEach(files::addRight);
    var expected =
        files.match(Thresholds.USUAL, false, 1).stream()
            .map(link -> line(link.left() + 1, link.right() + 1, link.why().weight()))
            .sorted()
            .toList();

    companies.approved().matched();

    assertThat(
            companies.in.texts(
                """
                select l.source_key || ' ' || r.source_key || ' ' || round(p.weight, 2)
                  from matching_pair p join customer_identity l on l.id = p.left_id join customer_identity r on r.id = p.right_id"""))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String line(int left, int right, double weight) {
    return "B%d A%d %s"
        .formatted(
            left,
            right,
            String.format(Locale.ROOT, "%.3f", weight)
                .transform(java.math.BigDecimal::new)
                .setScale(2, java.math.RoundingMode.HALF_UP));
  }

  @Test
  void neverLinksTwoCustomersOfOneCompanyToOneOfTheOther() {
    var theirs = companies.theirs(SON);
    var again = companies.theirs(SON);
    var ours = companies.ours(SON);

    companies.approved().matched();

    assertThat(companies.pairs("LINK"))
        .extracting(Map.Entry::getValue)
        .doesNotContain(ours)
        .doesNotHaveDuplicates();
    assertThat(companies.pairs("LINK")).extracting(Map.Entry::getKey).doesNotHaveDuplicates();
    assertThat(companies.pairs("REVIEW")).contains(Map.entry(theirs, ours), Map.entry(again, ours));
  }

  @Test
  void whoWasJoinedByAPersonIsNotLinkedToAnotherByTheMachine() {
    var theirs = companies.theirs(SON);
    var vague = companies.ours(but(but(SON, 8, ""), 3, ""));
    companies.approved().matched();
    companies.verdict(companies.pair(theirs, vague), Verdict.SAME);
    var better = companies.ours(SON);

    companies.matched();

    assertThat(companies.pairs("LINK")).extracting(Map.Entry::getKey).doesNotContain(theirs);
    assertThat(companies.pairs("REVIEW")).contains(Map.entry(theirs, better));
  }

  @Test
  void whatAPairThatAPersonJoinedOutweighsIsAskedOfNobodyAndWhatOutweighsItIs() {
    var theirs = companies.theirs(SON);
    var joined = companies.ours(but(SON, 8, ""));
    companies.approved().matched();
    companies.verdict(companies.pair(theirs, joined), Verdict.SAME);
    var lighter = companies.ours(but(but(SON, 8, ""), 2, ""));
    var heavier = companies.ours(SON);

    companies.matched();

    assertThat(companies.pairs("OUTDONE")).contains(Map.entry(theirs, lighter));
    assertThat(companies.pairs("REVIEW")).contains(Map.entry(theirs, heavier));
  }

  @Test
  void matchingAgainChangesNothing() {
    companies.approved().matched();
    var before = everyPair();

    companies.matched();

    assertThat(everyPair()).isNotEmpty().isEqualTo(before);
  }

  @Test
  void findsTheSamePairsHoweverFewOfOursAreInMemory() {
    companies.approved().matched();
    var before = everyPair();
    companies.in.database.inTransaction(
        handle -> handle.execute("update matching_pair set weight = -1, explanation = '{}'"));
    companies.matching.prepare(
        companies.in.lease, companies.run, companies.in.theirs, companies.in.ours);

    companies.in.database.inTransaction(
        handle ->
            new SliceMatch(handle, companies.run, companies.models.readApproved(companies.run), 3)
                .match(companies.in.theirs, new Slice(1, 0, Long.MAX_VALUE)));
    companies.matching.decide(companies.in.lease, companies.run);

    assertThat(everyPair()).isEqualTo(before);
  }

  @Test
  void aVerdictStandsWhenThePairsAreMatchedAgain() {
    companies.approved().matched();
    var linked = companies.pairs("LINK").get(0);
    companies.verdict(companies.pair(linked.getKey(), linked.getValue()), Verdict.DOUBT);
    var before = everyPair();

    companies.matched();

    assertThat(everyPair()).isEqualTo(before);
    assertThat(companies.pairs("LINK")).doesNotContain(linked);
  }

  /** A telephone number came with a later delivery: whoever was in doubt knows more now. */
  @Test
  void aDoubtIsAskedAgainWhenOtherFieldsAgreeThanBefore() {
    var theirs = companies.theirs(but(SON, 8, ""));
    var ours = companies.ours(SON);
    companies.approved().matched();
    companies.verdict(companies.pair(theirs, ours), Verdict.DOUBT);

    companies.in.sql(
        "update customer_identity set phone = '%s' where id = %d".formatted(SON.get(8), theirs));
    companies.matched();

    assertThat(
            companies.pairs("LINK").contains(Map.entry(theirs, ours))
                || companies.pairs("REVIEW").contains(Map.entry(theirs, ours)))
        .isTrue();
    assertThat(companies.in.texts("select verdict from matching_verdict")).containsExactly("DOUBT");
  }

  @Test
  void neverTheSameHoldsInEveryLaterRun() {
    companies.approved().matched();
    var linked = companies.pairs("LINK").get(0);
    companies.verdict(companies.pair(linked.getKey(), linked.getValue()), Verdict.NOT_SAME);

    var later = companies.in.run();
    companies.models.estimate(companies.in.lease, later, companies.in.theirs, companies.in.ours, T);
    companies.models.approve(later, companies.in.finance, T);
    companies.matched(later);

    assertThat(
            companies.in.number(
                "select count(*) from matching_pair where run_id = %d and decision = 'LINK'"
                    .formatted(later)))
        .isPositive();
    assertThat(
            companies.in.number(
                "select count(*) from matching_pair where run_id = %d and left_id = %d and right_id = %d"
                    .formatted(later, linked.getKey(), linked.getValue())))
        .isZero();
  }

  @Test
  void whatHundredsHaveInCommonIsPassedOverAndOtherKeysStillFindThePair() {
    var shop = "winkel@example.nl";
    var made = new MadeUpCustomers(9);
    for (int i = 0; i < 150; i++) {
      companies.ours(but(made.person(), 7, shop));
    }
    var theirs = companies.theirs(but(SON, 7, shop));
    var ours = companies.ours(but(SON, 7, shop));

    companies
        .approved()
        .matching
        .prepare(companies.in.lease, companies.run, companies.in.theirs, companies.in.ours);
    assertThat(companies.in.number("select max(cardinality(persons)) from matching_block"))
        .isLessThanOrEqualTo(BlockingKeys.LARGEST_BLOCK);

    companies.matched();
    assertThat(companies.pairs("LINK")).contains(Map.entry(theirs, ours));
  }

  @Test
  void nothingIsKeptOfTheBlocksWhenAllIsDecided() {
    companies.theirs(but(SON, 7, "jan@example.nl"));
    companies.ours(but(SON, 7, "jan@example.nl"));

    companies.approved().matched();

    assertThat(companies.in.number("select count(*) from matching_block")).isZero();
    assertThat(companies.pairs("LINK")).isNotEmpty();
  }

  @Test
  void theSlicesHoldEveryCustomerOfTheirsOnce() {
    var slices =
        companies
            .approved()
            .matching
            .prepare(companies.in.lease, companies.run, companies.in.theirs, companies.in.ours);

    assertThat(companies.truth.keySet())
        .allSatisfy(
            id ->
                assertThat(slices)
                    .filteredOn(slice -> slice.fromKey() <= id && id <= slice.toKey())
                    .hasSize(1));
  }

  @Test
  void aRunnerThatLostItsLeaseWritesNoPair() {
    companies.approved();
    var late = new JobLease(companies.in.lease.jobId(), 0);

    assertThatThrownBy(
            () ->
                companies.matching.matchSlice(
                    late, companies.run, companies.in.theirs, new Slice(1, 0, Long.MAX_VALUE)))
        .isInstanceOf(LeaseLost.class);
    assertThat(everyPair()).isEmpty();
  }

  private List<String> everyPair() {
    return companies.in.texts(
        "select (to_jsonb(p) - 'id')::text from matching_pair p order by left_id, right_id");
  }

  private static List<String> but(List<String> person, int field, String value) {
    var other = new ArrayList<>(person);
    other.set(field, value);
    return other;
  }
}
