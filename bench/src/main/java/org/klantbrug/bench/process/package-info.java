/** The process engine alone, which what Klantbrug does around it is compared with. */
package org.klantbrug.bench.process;
