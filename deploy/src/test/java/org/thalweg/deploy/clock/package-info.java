/** A clock that is set wrong, for the processes of a cluster. */
package org.thalweg.deploy.clock;
