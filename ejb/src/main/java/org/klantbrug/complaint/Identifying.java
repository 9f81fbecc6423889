package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.Messages;

/** Whose a complaint is, once a colleague knows. */
@ApplicationScoped
public class Identifying {
  private Complaints complaints;
  private Audit audit;
  private Event<ComplaintIdentified> identified;

  /** For the container. */
  public Identifying() {}

  /** Works with these. */
  @Inject
  public Identifying(Complaints complaints, Audit audit, Event<ComplaintIdentified> identified) {
    this.complaints = complaints;
    this.audit = audit;
    this.identified = identified;
  }

  /** A colleague says whose complaint it is, as one company knows him. */
  public void identify(long id, int version, long identityId, Staff by) {
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          ComplaintNames.refuseUnseen(handle, identityId, complaints.sightOf(by));
          noteWhose(handle, complaint, complaint.identityId(), by);
          noteWhose(handle, complaint, identityId, by);
          audit.record(
              handle,
              by.id(),
              by.login(),
              "complaintIdentified",
              Complaints.SUBJECT,
              id,
              keyOf(handle, complaint.identityId()) + " → " + keyOf(handle, identityId));
          complaint.belongsTo(identityId);
          Messages.belongTo(handle, Complaints.SUBJECT, id, identityId);
          identified.fire(new ComplaintIdentified(handle, id, identityId));
          return Deed.aside("identified", null, null);
        });
  }

  /** The number under which a company knows a customer; a dash for nobody. */
  private static String keyOf(Handle handle, Long identity) {
    return handle
        .createQuery(
            "select c.name || ' ' || i.source_key from customer_identity i join customer_company c on c.id = i.company_id"
                + " where i.id = :identity")
        .bind("identity", identity)
        .mapTo(String.class)
        .findOne()
        .orElse("–");
  }

  /** That a complaint was taken from a customer, or given to him, is in his own log too. */
  private void noteWhose(Handle handle, Complaint complaint, Long identity, Staff by) {
    handle
        .createQuery(
            "select party_id from customer_party_link where identity_id = :identity and ended_at is null")
        .bind("identity", identity)
        .mapTo(Long.class)
        .forEach(
            party ->
                audit.record(
                    handle,
                    by.id(),
                    by.login(),
                    "complaintIdentified",
                    "customer",
                    party,
                    complaint.number()));
  }
}
