package org.klantbrug.wave.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.wave.CustomerWaves;

/** The waves of the customer on the page. */
@Named
@RequestScoped
public class WavesOfCustomer {
  @Inject private CustomerWaves waves;

  private List<CustomerWaves.Line> lines;

  /** His accounts that have a wave, the earliest first. */
  public List<CustomerWaves.Line> of(long partyId) {
    if (lines == null) {
      lines = waves.of(partyId);
    }
    return lines;
  }
}
