package org.klantbrug.matching;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;

/**
 * The match models of runs: estimated from the customers of both companies, approved by a person,
 * then frozen.
 */
@ApplicationScoped
public class RunModels {
  /** So many persons of a company say enough; more only take memory. */
  private static final int SAMPLE = 20_000;

  private final Database database;
  private final int mostSampled;

  /** For the container's proxy. */
  protected RunModels() {
    this(null);
  }

  /** Works on this database. */
  @Inject
  public RunModels(Database database) {
    this(database, SAMPLE);
  }

  /** Works on this database and takes about so many persons of each company at most. */
  RunModels(Database database, int mostSampled) {
    this.database = database;
    this.mostSampled = mostSampled;
  }

  /**
   * A model of a run.
   *
   * @param linkAbove weight in bits from which a pair is linked without a look
   * @param reviewAbove weight in bits from which a person looks
   * @param leftCount customers of the acquired company when it was estimated
   * @param rightCount our customers then
   * @param approvedBy who approved it, by name; null while nobody did
   */
  public record RunModel(
      long id,
      long runId,
      int version,
      String parameters,
      BigDecimal linkAbove,
      BigDecimal reviewAbove,
      String state,
      long leftCount,
      long rightCount,
      Instant estimatedAt,
      Instant approvedAt,
      String approvedBy) {

    /** The weights. */
    public MatchModel model() {
      return MatchModel.fromJson(parameters);
    }

    /** What each field weighs. */
    public List<FieldWeights> weights() {
      return FieldWeights.of(model());
    }

    Thresholds thresholds() {
      return new Thresholds(linkAbove.doubleValue(), reviewAbove.doubleValue());
    }
  }

  /**
   * Estimates a new version from random pairs (u) and by expectation maximisation (m).
   *
   * @param leftCompany the acquired company
   * @param rightCompany ours
   */
  public void estimate(
      JobLease lease, long runId, long leftCompany, long rightCompany, Instant at) {
    // The identities may have been made just now.
    database.use(handle -> handle.execute("analyze customer_identity"));
    var counts =
        database.with(handle -> List.of(count(handle, leftCompany), count(handle, rightCompany)));
    var model =
        database.inTransaction(handle -> estimated(handle, leftCompany, rightCompany, counts));
    database.inTransaction(
        handle -> {
          lease.hold(handle);
          handle
              .createUpdate(
                  "update matching_model set state = 'REPLACED' where run_id = :run and state = 'DRAFT'")
              .bind("run", runId)
              .execute();
          return handle
              .createUpdate(
                  """
                  insert into matching_model (run_id, version, parameters, link_above, review_above, left_count, right_count, estimated_at)
                  select :run, coalesce(max(version), 0) + 1, cast(:model as jsonb), :link, :review, :left, :right, :at
                    from matching_model where run_id = :run""")
              .bind("run", runId)
              .bind("model", model.toJson())
              .bind("link", Thresholds.USUAL.link())
              .bind("review", Thresholds.USUAL.review())
              .bind("left", counts.get(0))
              .bind("right", counts.get(1))
              .bind("at", at)
              .execute();
        });
  }

  private static long count(Handle handle, long company) {
    return handle
        .createQuery("select count(*) from customer_identity where company_id = :company")
        .bind("company", company)
        .mapTo(Long.class)
        .one();
  }

  private MatchModel estimated(
      Handle handle, long leftCompany, long rightCompany, List<Long> counts) {
    var layout = new MatchLayout(IdentityReader.kindsInUse(handle, leftCompany, rightCompany));
    var leftShare = perMille(counts.get(0));
    var rightShare = perMille(counts.get(1));
    var reader = new IdentityReader(layout);
    var left = reader.sample(handle, leftCompany, leftShare);
    var right = reader.sample(handle, rightCompany, rightShare);
    var index = new KeyIndex(new BlockingKeys(layout), right);
    var sample = MatchSample.of(left, right, index, leftShare / 1000.0, rightShare / 1000.0);
    return new MatchModelEstimator(layout, sample).estimate();
  }

  /** Each company by its own size: of a small one all are needed, however large the other is. */
  private int perMille(long customers) {
    return (int) Math.max(1, Math.min(1000, 1000L * mostSampled / Math.max(1, customers)));
  }

  private static final String READ =
      """
      select m.id, m.run_id, m.version, m.parameters, m.link_above, m.review_above, m.state, m.left_count,
             m.right_count, m.estimated_at, m.approved_at, s.full_name as approved_by
        from matching_model m left join identity_staff s on s.id = m.approved_by
       where m.run_id = :run and""";

  /** The newest version that was not replaced. */
  public Optional<RunModel> findNewest(long runId) {
    return database.with(
        handle ->
            handle
                .createQuery(READ + " m.state <> 'REPLACED' order by m.version desc limit 1")
                .bind("run", runId)
                .map(ConstructorMapper.of(RunModel.class))
                .findOne());
  }

  /** The approved one: it decides until a newer version is approved. */
  RunModel readApproved(long runId) {
    return database
        .with(
            handle ->
                handle
                    .createQuery(READ + " m.state = 'APPROVED'")
                    .bind("run", runId)
                    .map(ConstructorMapper.of(RunModel.class))
                    .findOne())
        .orElseThrow(() -> new RuleBroken("matching.no-approved-model"));
  }

  /** Freezes the newest draft: from now on it decides, for this run and its deltas. */
  public void approve(long runId, long staffId, Instant at) {
    database.inTransaction(
        handle -> {
          var newest = findNewest(runId).orElseThrow(() -> new RuleBroken("run.model-missing"));
          handle
              .createUpdate(
                  "update matching_model set state = 'REPLACED' where run_id = :run and state = 'APPROVED' and id <> :id")
              .bind("run", runId)
              .bind("id", newest.id())
              .execute();
          handle
              .createUpdate(
                  """
                  update matching_model set state = 'APPROVED', approved_by = :staff, approved_at = :at
                   where id = :id and state = 'DRAFT'""")
              .bind("staff", staffId)
              .bind("at", at)
              .bind("id", newest.id())
              .execute();
          return handle
              .createUpdate("update merger_run set match_model_id = :id where id = :run")
              .bind("id", newest.id())
              .bind("run", runId)
              .execute();
        });
  }
}
