package org.klantbrug.shared.web;

import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;

/** Lets pages read the components of records: {@code #{item.kind}}. Later versions of EL do so. */
public class RecordValues extends ELResolver {
  /** A class makes the list of its components anew each time it is asked. */
  private static final ClassValue<Map<String, Method>> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .collect(toUnmodifiableMap(RecordComponent::getName, RecordComponent::getAccessor));
        }
      };

  @Override
  public Object getValue(ELContext context, Object base, Object property) {
    var accessor = base instanceof Record ? ACCESSORS.get(base.getClass()).get(property) : null;
    if (accessor == null) {
      return null;
    }
    context.setPropertyResolved(base, property);
    try {
      return accessor.invoke(base);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new ELException("Component " + property + " cannot be read", e);
    }
  }

  @Override
  public Class<?> getType(ELContext context, Object base, Object property) {
    return null; // records are never written
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {
    // Not resolved: the next resolver says that it cannot be written.
  }

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    return true;
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return base instanceof Record ? Object.class : null;
  }
}
