package org.klantbrug.desk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.klantbrug.contact.ContactHead.Brand;
import org.klantbrug.contract.Contract;
import org.klantbrug.contract.NextDebit;
import org.klantbrug.contract.Running;

/**
 * What a colleague says of himself and of what is to come, from what is known and nothing else.
 *
 * @param voices under which brands he answers, those of contracts that run first
 * @param debits what is debited next, per contract that runs
 * @param changes what the merger changes for this customer
 * @param stays codes of what it leaves as it is; empty if nobody said anything of it
 */
public record WhatNow(
    List<Voice> voices, List<NextDebit> debits, List<Change> changes, List<String> stays) {

  /**
   * A brand to answer with.
   *
   * @param name of the brand; that of the company if no brand is known
   * @param promise of the brand; null if not known
   */
  public record Voice(String company, String name, String promise) {}

  /**
   * Something that changes.
   *
   * @param code BRAND, ACCOUNT, CREDITOR, PRICE, TERMS, BILLING_DAY or NUMBERS
   * @param what as it was filled in; null where the code says it all
   */
  public record Change(String code, String what) {}

  /** Copies the lists. */
  public WhatNow {
    voices = List.copyOf(voices);
    debits = List.copyOf(debits);
    changes = List.copyOf(changes);
    stays = List.copyOf(stays);
  }

  /**
   * For a customer.
   *
   * @param companies that know him, ours first
   */
  public static WhatNow of(
      List<String> companies, Running running, List<Brand> brands, LocalDate today) {
    var changes = new ArrayList<Change>();
    var stays = new ArrayList<String>();
    for (var brand : brands) {
      tell(changes, stays, "BRAND", brand.newBrand());
      tell(changes, stays, "ACCOUNT", brand.newIban());
      tell(changes, stays, "CREDITOR", brand.newCreditorId());
      tell(changes, stays, "PRICE", brand.priceChange());
      tell(changes, stays, "TERMS", brand.termsChange());
      tell(changes, stays, "BILLING_DAY", brand.billingDayChange());
      if (brand.newNumbers()) {
        changes.add(new Change("NUMBERS", null));
      } else {
        stays.add("NUMBERS");
      }
    }
    stays.removeIf(code -> changes.stream().anyMatch(change -> change.code().equals(code)));
    return new WhatNow(
        voices(companies, running, brands),
        NextDebit.of(running, today),
        changes.stream().distinct().toList(),
        stays.stream().distinct().toList());
  }

  /** What is left empty with a brand does not change. */
  private static void tell(List<Change> changes, List<String> stays, String code, String what) {
    if (what == null || what.isBlank()) {
      stays.add(code);
    } else {
      changes.add(new Change(code, what));
    }
  }

  private static List<Voice> voices(List<String> companies, Running running, List<Brand> brands) {
    var serving =
        running.contracts().stream()
            .filter(contract -> "ACTIVE".equals(contract.state()))
            .map(Contract::company)
            .distinct()
            .toList();
    return (serving.isEmpty() ? companies.stream().limit(1) : serving.stream())
        .flatMap(company -> voices(company, brands))
        .toList();
  }

  private static Stream<Voice> voices(String company, List<Brand> brands) {
    var own = brands.stream().filter(brand -> brand.company().equals(company)).toList();
    return own.isEmpty()
        ? Stream.of(new Voice(company, company, null))
        : own.stream().map(brand -> new Voice(company, brand.name(), brand.brandPromise()));
  }
}
