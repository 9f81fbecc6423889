/** Pages and addresses of reply times and of the dates that run. */
package org.klantbrug.sla.web;
