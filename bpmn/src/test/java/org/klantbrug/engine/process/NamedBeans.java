package org.klantbrug.engine.process;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A bean manager that knows beans by name, so that {@link AllowedBeans} can be tried without a
 * server.
 */
final class NamedBeans {
  private NamedBeans() {}

  /**
   * @param beans also those that a model may not name
   */
  static BeanManager of(Map<String, Supplier<Object>> beans) {
    return proxy(
        BeanManager.class,
        (method, arguments) ->
            switch (method) {
              case "getBeans" ->
                  beans.containsKey(arguments[0]) ? Set.of(bean((String) arguments[0])) : Set.of();
              case "resolve" -> ((Set<?>) arguments[0]).stream().findFirst().orElse(null);
              case "getReference" -> beans.get(((Bean<?>) arguments[0]).getName()).get();
              case "createCreationalContext" -> null;
              default -> throw new UnsupportedOperationException(method);
            });
  }

  private static Bean<?> bean(String name) {
    return proxy(
        Bean.class,
        (method, arguments) ->
            switch (method) {
              case "getName" -> name;
              case "hashCode" -> name.hashCode();
              case "equals" -> false;
              default -> throw new UnsupportedOperationException(method);
            });
  }

  private interface Answer {
    Object to(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
  }
}
