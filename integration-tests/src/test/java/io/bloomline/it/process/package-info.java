/** Programs in JVMs of their own: started, listened to, looked at, frozen and killed. */
@NullMarked
package io.bloomline.it.process;

import org.jspecify.annotations.NullMarked;
