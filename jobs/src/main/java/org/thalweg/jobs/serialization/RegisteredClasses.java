package org.thalweg.jobs.serialization;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.util.DefaultClassResolver;

/** Finds classes by their registered ids alone: a name in the bytes is not even looked up. */
final class RegisteredClasses extends DefaultClassResolver {

    @Override
    protected Registration readName(Input input) {
        throw new KryoException("the bytes name a class, which saved state never does");
    }
}
