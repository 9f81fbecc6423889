package org.klantbrug.server;

import java.io.File;
import net.bytebuddy.ByteBuddy;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The whole product as it is deployed, with tests beside it. */
public final class Deployed {
  private Deployed() {}

  /**
   * The product with tests.
   *
   * @param tests their classes and resources
   */
  public static EnterpriseArchive with(WebArchive tests) {
    var ear =
        ShrinkWrap.create(ZipImporter.class, "klantbrug-it.ear")
            .importFrom(new File("../ear/target/klantbrug.ear"))
            .as(EnterpriseArchive.class);
    ear.delete("META-INF/application.xml"); // else what is added is no module
    tests
        .addAsLibraries(jarOf(Assertions.class), jarOf(ByteBuddy.class))
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    return ear.addAsModule(Testable.archiveToTest(tests));
  }

  /** The library that a class is in. */
  public static File jarOf(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
