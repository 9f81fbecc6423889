package org.klantbrug.merger.batch;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.merger.Part;

/** Contact moments and documents, silently: importing starts no mail, no clock and no process. */
@ApplicationScoped
public class ImportContactHistory extends ImportWork {
  @Override
  public String kind() {
    return "import-contact-history";
  }

  @Override
  Part part() {
    return Part.HISTORY;
  }
}
