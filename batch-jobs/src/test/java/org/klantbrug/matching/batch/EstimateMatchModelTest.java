package org.klantbrug.matching.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.merger.Entity.CUSTOMER;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.matching.Identities;
import org.klantbrug.matching.RunModels;
import org.klantbrug.outbox.Outbox;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.RunsInTables;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRuns;
import org.klantbrug.work.Jobs;
import org.klantbrug.work.Slices;

/** What a model rests on when its job was stopped in the middle and went on. */
@OnDatabase
class EstimateMatchModelTest {
  private static final String[] GIVEN = {"Jan", "Anna", "Piet", "Maria", "Kees", "Noor", "Bram"};
  private static final String[] FAMILY = {"Bakker", "Visser", "Smit", "Meijer", "Bos"};
  private static final int CUSTOMERS = 60;

  private final MadeUpMerger in = new MadeUpMerger();
  private final long run = in.run();
  private final long theirs = in.delivery(run, in.theirs, CUSTOMER, "acquired_klanten.csv");
  private final BusinessClock clock = new BusinessClock();
  private final Jobs jobs = new Jobs(in.database, null);
  private final JobRuns runs = new JobRuns(in.database, new Outbox(in.database, clock, null), null);
  private final Slices slices = new Slices(in.database);
  private final RunModels models = new RunModels(in.database);
  private final EstimateMatchModel work =
      new EstimateMatchModel(new Identities(in.database), models, new RunsInTables(in), clock);

  EstimateMatchModelTest() {
    clock.set(Clock.fixed(T, BusinessClock.ZONE));
    var ours = in.delivery(run, in.ours, CUSTOMER, "acquirer_customers.csv");
    for (var no = 0; no < CUSTOMERS; no++) {
      stage(ours, "A" + no, no * 2);
      stage(theirs, "B" + no, no);
    }
    new Identities(in.database).registerIdentities(in.lease, run, in.ours, T);
    in.sql("update work_job set state = 'COMPLETED'"); // else it is the oldest that is open
    // So many parts as a large file has.
    in.sql("update merger_delivery set staged = 75_000, read_lines = 75_000 where id = " + theirs);
  }

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void aJobThatIsStoppedAndGoesOnRegistersEverybodyAndEstimatesWhatOneInAGoDoes() {
    ask();
    var stopped = take();
    doOnePart(stopped);
    jobs.askStop(stopped.jobId());
    assertThat(runs.mustLeave(stopped)).isTrue();
    runs.fail(stopped, "job.failed.stopped", "Somebody stopped it");
    assertThat(registered()).isBetween(1L, CUSTOMERS - 1L);
    assertThat(models.findNewest(run)).isEmpty();
    repairOneOfAPartThatIsDone();
    stage(theirs, keyInAPartThatIsDone(), 7);

    assertThat(ask()).isEqualTo(stopped.jobId());
    finish(take());

    assertThat(missing()).isEmpty();
    assertThat(registered()).isEqualTo(CUSTOMERS + 1L);
    assertThat(
            in.text(
                "select family_name from customer_identity where source_key = '" + first() + "'"))
        .isEqualTo("Hersteld");
    var afterAStop = models.findNewest(run).orElseThrow();

    jobs.request(work.kind(), "run", run, Map.of(), null, null, T);
    finish(take());
    var inAGo = models.findNewest(run).orElseThrow();
    assertThat(inAGo.version()).isEqualTo(afterAStop.version() + 1);
    assertThat(afterAStop.parameters()).isEqualTo(inAGo.parameters());
    assertThat(afterAStop.leftCount()).isEqualTo(CUSTOMERS + 1L);
  }

  private long ask() {
    return jobs.request(work.kind(), "run", run, Map.of(), null, null, T);
  }

  private JobLease take() {
    var lease = runs.take("node-a").orElseThrow();
    slices.makeReady(lease, jobs.read(lease.jobId()), work);
    return lease;
  }

  /** As the chunk does it: a part, and that it is done, in one transaction. */
  private boolean doOnePart(JobLease lease) {
    return in.database.inTransaction(
        handle -> {
          var next = slices.next(lease);
          next.ifPresent(
              slice ->
                  slices.done(lease, slice, work.work(lease, jobs.read(lease.jobId()), slice)));
          return next.isPresent();
        });
  }

  private void finish(JobLease lease) {
    var parts = 0;
    while (doOnePart(lease)) {
      parts++;
    }
    assertThat(parts).as("all parts are done again").isEqualTo(4);
    work.finish(lease, jobs.read(lease.jobId()));
    runs.complete(lease);
  }

  private void repairOneOfAPartThatIsDone() {
    in.sql(
        "update merger_staged_customer set family_name = 'Hersteld', content_sha = '\\x01' where source_key = '"
            + first()
            + "'");
  }

  private String first() {
    return in.text(
        "select source_key from customer_identity where company_id = "
            + in.theirs
            + " order by id limit 1");
  }

  /** A key of nobody yet that belongs to the part with the lowest hashes, which is done first. */
  private String keyInAPartThatIsDone() {
    return in.text(
        "select 'X' || n from generate_series(1, 100) n where hashtext('X' || n) < -1100000000 limit 1");
  }

  private long registered() {
    return in.number("select count(*) from customer_identity where company_id = " + in.theirs);
  }

  private List<String> missing() {
    return in.texts(
        "select source_key from merger_staged_customer s where not exists"
            + " (select from customer_identity i where i.source_key = s.source_key)");
  }

  private void stage(long delivery, String key, int person) {
    in.stage(
        delivery,
        CUSTOMER,
        "source_key",
        key,
        "given_name",
        GIVEN[person % GIVEN.length],
        "family_name",
        FAMILY[person % FAMILY.length] + person,
        "birth_date",
        T.atZone(BusinessClock.ZONE).toLocalDate().minusDays(9_000 + 97L * person).toString(),
        "postcode",
        "%04dAB".formatted(1000 + person),
        "house_number",
        Integer.toString(1 + person % 40),
        "city",
        "Ede",
        "email",
        "p" + person + "@example.org");
  }
}
