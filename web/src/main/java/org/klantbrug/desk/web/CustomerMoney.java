package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.klantbrug.contract.Contracts;
import org.klantbrug.contract.Invoice;
import org.klantbrug.contract.Running;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.identity.CurrentStaff;
import org.omnifaces.cdi.Param;

/** What the customer on the page agreed, and what is to be paid. */
@Named
@RequestScoped
public class CustomerMoney {
  /** Of the paid invoices, so many are in sight; the others are folded. */
  private static final int PAID_IN_SIGHT = 3;

  @Inject private CurrentStaff current;
  @Inject private CustomerDesk desk;
  @Inject private Contracts contracts;
  @Inject @Param private Long id;

  private Running running;

  /** Contracts, invoices, arrangements and mandates. */
  public Running getRunning() {
    if (running == null) {
      running = contracts.running(id, desk.sightOf(current.get()));
    }
    return running;
  }

  /** Invoices in sight: all with something open, and the last ones paid. */
  public List<Invoice> getInvoicesInSight() {
    var paid =
        getRunning().invoices().stream().filter(i -> !isOpen(i)).limit(PAID_IN_SIGHT).toList();
    return getRunning().invoices().stream().filter(i -> isOpen(i) || paid.contains(i)).toList();
  }

  /** Older paid invoices. */
  public List<Invoice> getInvoicesFolded() {
    var inSight = getInvoicesInSight();
    return getRunning().invoices().stream().filter(i -> !inSight.contains(i)).toList();
  }

  private static boolean isOpen(Invoice invoice) {
    return invoice.openAmount() != null && invoice.openAmount().signum() != 0;
  }

  /** Euro that are still to be paid, over all invoices. */
  public BigDecimal getOpenAmount() {
    return getRunning().invoices().stream()
        .map(Invoice::openAmount)
        .filter(Objects::nonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
