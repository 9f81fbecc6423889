package org.klantbrug.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.klantbrug.transfer.MadeUpMerger.T;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.LeaseLost;

/** A model is estimated by the machine, approved by a person, and then stands. */
@OnDatabase
class RunModelsTest {
  private static MatchedCompanies filled;

  private final MatchedCompanies companies = new MatchedCompanies(filled);
  private final long run = companies.run;

  @BeforeAll
  static void fill() {
    filled = MatchedCompanies.of(60);
  }

  @AfterEach
  void close() {
    companies.close();
  }

  @Test
  void nothingIsMatchedBeforeTheModelIsApproved() {
    companies.estimated();

    assertThatThrownBy(companies::matched)
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("has not been approved yet");
    assertThat(companies.in.number("select count(*) from matching_block")).isZero();
  }

  @Test
  void aModelThatIsNotThereCannotBeApproved() {
    assertThatThrownBy(() -> companies.models.approve(run, companies.in.finance, T))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("no match model to approve");
  }

  @Test
  void anEstimateSaysOnHowManyCustomersItRests() {
    var model = companies.estimated().models.findNewest(run).orElseThrow();

    assertThat(model.version()).isEqualTo(1);
    assertThat(model.state()).isEqualTo("DRAFT");
    assertThat(model.leftCount()).isEqualTo(companies.theirs.size());
    assertThat(model.rightCount()).isEqualTo(companies.ours.size());
    assertThat(model.model().delivered()).containsExactlyElementsOf(MadeUpCustomers.KINDS);
  }

  @Test
  void theSameCustomersGiveTheSameModel() {
    companies.estimated().estimated();

    assertThat(
            companies.in.number(
                "select count(distinct (parameters, link_above, review_above)) from matching_model"))
        .isEqualTo(1);
  }

  @Test
  void aNewerDraftTakesThePlaceOfTheOlder() {
    companies.estimated().estimated();

    assertThat(versions()).isEqualTo("1 REPLACED, 2 DRAFT");
  }

  @Test
  void anApprovedModelDecidesUntilANewerOneIsApproved() {
    companies.approved().estimated();
    assertThat(versions()).isEqualTo("1 APPROVED, 2 DRAFT");
    assertThat(companies.models.readApproved(run).version()).isEqualTo(1);

    companies.models.approve(run, companies.in.operator, T);

    assertThat(versions()).isEqualTo("1 REPLACED, 2 APPROVED");
    assertThat(companies.models.readApproved(run).version()).isEqualTo(2);
    assertThat(
            companies.in.number(
                "select m.version from merger_run r join matching_model m on m.id = r.match_model_id where r.id = "
                    + run))
        .isEqualTo(2);
  }

  @Test
  void approvingTwiceKeepsTheFirstName() {
    companies.approved();

    companies.models.approve(run, companies.in.operator, T.plusSeconds(60));

    assertThat(companies.in.number("select approved_by from matching_model"))
        .isEqualTo(companies.in.finance);
    assertThat(companies.models.findNewest(run).orElseThrow().approvedAt()).isEqualTo(T);
  }

  @Test
  void whoApprovesCanReadWhatEachFieldWeighs() {
    var model = companies.estimated().models.findNewest(run).orElseThrow();

    var birth = field(model, "birth_date");
    assertThat(birth.levels().get(0).level()).isEqualTo(Level.SAME);
    assertThat(birth.levels().get(0).bits()).isGreaterThan(4);
    assertThat(birth.levels().get(birth.levels().size() - 1).level()).isEqualTo(Level.DIFFERS);
    assertThat(birth.levels().get(birth.levels().size() - 1).bits()).isNegative();
    assertThat(model.approvedBy()).isNull();
  }

  @Test
  void whatEachFieldWeighsIsWhatAPairIsWeighedWith() {
    var model = companies.approved().models.findNewest(run).orElseThrow();
    var layout = model.model().layout();
    var cache = new ValueCache();
    var person = layout.person(1, companies.theirs.get(0), cache);

    var reasons = new PairScorer(model.model()).explain(person, person).reasons();

    assertThat(reasons)
        .filteredOn(reason -> reason.field().equals("birthDate"))
        .singleElement()
        .satisfies(
            reason ->
                assertThat(reason.bits())
                    .isEqualTo(field(model, "birth_date").levels().get(0).bits(), within(1e-9)));
  }

  @Test
  void aModelSaysWhoApprovedIt() {
    companies.approved();

    assertThat(companies.models.findNewest(run).orElseThrow().approvedBy())
        .isEqualTo(
            companies.in.text(
                "select full_name from identity_staff where id = " + companies.in.finance));
  }

  private static FieldWeights field(RunModels.RunModel model, String column) {
    return model.weights().stream()
        .filter(field -> field.column().equals(column))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsFrozenGivesTheSameWeightsWhenItIsReadBack() {
    var model = companies.approved().models.readApproved(run).model();

    assertThat(MatchModel.fromJson(model.toJson())).isEqualTo(model);
  }

  @Test
  void aRunnerThatLostItsLeaseLeavesNoModel() {
    var late = new JobLease(companies.in.lease.jobId(), 0);

    assertThatThrownBy(
            () -> companies.models.estimate(late, run, companies.in.theirs, companies.in.ours, T))
        .isInstanceOf(LeaseLost.class);
    assertThat(companies.models.findNewest(run)).isEmpty();
  }

  @Test
  void aCompanyWithoutCustomersMatchesNobody() {
    try (var empty = new MatchedCompanies()) {
      empty.theirs(new MadeUpCustomers(1).person());

      empty.approved().matched();

      assertThat(empty.pairs("LINK")).isEmpty();
      assertThat(empty.pairs("REVIEW")).isEmpty();
      assertThat(empty.models.readApproved(empty.run).model().isFinite()).isTrue();
    }
  }

  @Test
  void aSmallCompanyBesideALargeOneIsWeighedByHowRareAMatchIs() {
    try (var unequal = new MatchedCompanies()) {
      var made = new MadeUpCustomers(7);
      var known = 15;
      for (var i = 0; i < 50; i++) {
        var person = made.person();
        unequal.theirs(person);
        unequal.ours(i < known ? made.writtenElsewhere(person) : made.person());
      }
      while (unequal.ours.size() < 5_000) {
        unequal.ours(made.person());
      }

      var models = new RunModels(unequal.in.database, 100);
      models.estimate(unequal.in.lease, unequal.run, unequal.in.theirs, unequal.in.ours, T);

      var model = models.findNewest(unequal.run).orElseThrow().model();
      assertThat(model.isFinite()).isTrue();
      assertThat(model.priorBits()).isCloseTo(log2(known / (50.0 * 5_000)), within(1.5));
    }
  }

  @Test
  void ofTwoLargeCompaniesASampleGivesThePriorOfAll() {
    try (var large = MatchedCompanies.of(1_500)) {
      var models = new RunModels(large.in.database, 750);
      models.estimate(large.in.lease, large.run, large.in.theirs, large.in.ours, T);

      assertThat(models.findNewest(large.run).orElseThrow().model().priorBits())
          .isCloseTo(
              log2(large.truth.size() / ((double) large.theirs.size() * large.ours.size())),
              within(.5));
    }
  }

  private static double log2(double share) {
    return Math.log(share) / Math.log(2);
  }

  private String versions() {
    return companies.in.text(
        "select string_agg(version || ' ' || state, ', ' order by version) from matching_model where run_id = "
            + run);
  }
}
