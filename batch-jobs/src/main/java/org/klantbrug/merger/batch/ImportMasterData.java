package org.klantbrug.merger.batch;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.merger.Part;

/** Everything but the history: customers, contracts, money, promises, open complaints. */
@ApplicationScoped
public class ImportMasterData extends ImportWork {
  @Override
  public String kind() {
    return "import-master-data";
  }

  @Override
  Part part() {
    return Part.MASTER_DATA;
  }
}
