package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.BusinessClock;

/** Who saw a masked value of a customer in full, for who sees it now. */
@Named("seenBefore")
@RequestScoped
public class SeenBefore {
  private static final int LOOKED_AT = 50;
  private static final int SHOWN = 3;

  @Inject private Audit audit;
  @Inject private AuditLines lines;
  @Inject private BusinessClock clock;

  private List<AuditLines.Line> seen;

  /**
   * Who saw it before the present time, the last one first.
   *
   * @param group BIRTH_DATE or IBAN
   */
  public List<AuditLines.Line> of(long partyId, String group) {
    if (seen == null) {
      var customer = List.of(new Audit.Subject("customer", partyId));
      var reveals = new Audit.Search(null, "valueRevealed", customer, null, null);
      seen =
          lines.of(
              audit.page(reveals, clock.now().plusSeconds(1), LOOKED_AT).stream()
                  .filter(each -> each.purpose().startsWith(group + " "))
                  .skip(1) // what was just asked for
                  .limit(SHOWN)
                  .toList());
    }
    return seen;
  }
}
