package org.klantbrug.complaint;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.KeptVersion;

/** What the kinds of rules said before; only added to. */
final class RegimeHistory {
  private RegimeHistory() {}

  /** Keeps a kind of rules as it is now, with its days. */
  static void keep(Handle handle, String regime) {
    handle
        .createUpdate(
            """
            insert into complaint_regime_version
                   (regime_code, version, body_nl, body_en, outside, may_pause, summary_days, outcome_days, dispute_days,
                    changed_by, changed_at)
            select r.code, r.version, r.body_nl, r.body_en, r.outside, r.may_pause,
                   min(d.amount) filter (where d.stage = 'SUMMARY' and r.code <> 'GENERAL'),
                   min(d.amount) filter (where d.stage = 'OUTCOME' and r.code <> 'GENERAL'),
                   min(d.amount) filter (where d.stage = 'DISPUTE'), r.changed_by, r.changed_at
              from complaint_regime r left join complaint_regime_stage d on d.regime_code = r.code
             where r.code = :regime group by r.code""")
        .bind("regime", regime)
        .execute();
  }

  /** By key of a kind of rules its versions, the newest first. */
  static Map<String, List<KeptVersion>> all(Handle handle) {
    return KeptVersion.read(
        handle,
        """
        select v.*, v.regime_code as key, s.full_name from complaint_regime_version v left join identity_staff s on s.id = v.changed_by
         order by v.regime_code, v.version desc""",
        List.of(
            "body_nl",
            "body_en",
            "outside",
            "summary_days",
            "outcome_days",
            "dispute_days",
            "may_pause"));
  }
}
