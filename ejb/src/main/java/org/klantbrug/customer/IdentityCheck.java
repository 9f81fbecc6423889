package org.klantbrug.customer;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * That somebody noted with whom they deal, or for which work without the customer they need to see
 * him.
 *
 * @param purpose one of {@link #PURPOSES}
 * @param question what the customer was asked, one of {@link #QUESTIONS}; null without the customer
 * @param how he was recognised, one of {@link #WAYS}; null without the customer, and mostly if he
 *     was not
 * @param recognised false if the answer was wrong
 * @param matched which of the telephone numbers that we know he named; null for another question
 */
public record IdentityCheck(
    String purpose, String question, String how, boolean recognised, String matched, Instant at) {
  /** How long a check lifts the veil for the person who made it. */
  public static final Duration HOLDS = Duration.ofMinutes(30);

  /** Dealing with the customer himself. */
  public static final String CUSTOMER_CONTACT = "CUSTOMER_CONTACT";

  /** Reasons to look. */
  public static final Set<String> PURPOSES =
      Set.of(CUSTOMER_CONTACT, "DATA_QUALITY", "RECONCILIATION", "COMPLAINT", "PRIVACY_REQUEST");

  /** What a customer can be asked. */
  public static final Set<String> QUESTIONS =
      Set.of("ADDRESS", "BIRTH_DATE", "PHONE", "EMAIL", "IBAN", "NUMBER");

  /** How a customer can be recognised. */
  public static final Set<String> WAYS =
      Set.of("ANSWERED", "CALLED_BACK", "SHOWED_ID", "KNOWN_SENDER");

  /** Whether the page of the customer who has an identity is open for a colleague. */
  static boolean holds(Handle handle, long identityId, long staffId, Instant now) {
    return handle
        .createQuery(
            """
            select k.recognised and k.at > :since from customer_identity_check k
              join customer_party_link l on l.party_id = k.party_id and %s
             where l.identity_id = :identity and k.staff_id = :staff order by k.id desc limit 1"""
                .formatted(Sight.LINK_COUNTS))
        .bind("since", now.minus(HOLDS))
        .bind("identity", identityId)
        .bind("staff", staffId)
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  /** Whether it lifts the veil at this moment. */
  public boolean holds(Instant now) {
    return recognised && now.isBefore(at.plus(HOLDS));
  }
}
