package org.klantbrug.cli.server;

import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.api.Profile;
import org.klantbrug.cli.api.Profiles;

/** The server as each member of the demonstration's staff sees it, with tokens that count. */
final class DemonstrationDoors {
  private final Profiles profiles = Profiles.ofThisPerson();
  private final String address;
  private final DemonstrationStaff staff;

  /**
   * @param address of the server, with a slash at its end
   */
  DemonstrationDoors(String address, DemonstrationStaff staff) {
    this.address = address;
    this.staff = staff;
  }

  /** Gives a profile to who has none for this server, or one that no longer counts. */
  void makeSure() {
    for (var member : DemonstrationStaff.MEMBERS) {
      if (!isOpen(member.login())) {
        profiles.keep(
            member.login(), new Profile(address, member.login(), staff.token(member.login())));
      }
    }
  }

  private boolean isOpen(String login) {
    var known = profiles.find(login).filter(profile -> profile.address().equals(address));
    return known.isPresent() && counts(new Api(known.get()));
  }

  private static boolean counts(Api api) {
    try {
      api.get("me");
      return true;
    } catch (Refused ended) {
      return false;
    }
  }

  /** The server as one of them sees it. */
  Api as(String login) {
    return new Api(profiles.need(login));
  }
}
