/** Tests that run the launcher as a user does. */
@NullMarked
package org.thalweg.deploy;

import org.jspecify.annotations.NullMarked;
