"""stacked.py train GOLD.conllu... : the stacked parser, offline teacher of the small one that ships.
stacked.py label IN.conllu OUT.conllu : tags and trees for sentences.

A small transformer (all-MiniLM-L6-v2) reads the words; what spaCy says of them (look.py: IN.npz beside IN.conllu) is
put beside it; on top a biaffine parser (Dozat and Manning 2017) and two taggers speak Universal Dependencies. Nothing
of it ships: it only labels raw text that the small networks learn from.
"""

import functools
import os
import pickle
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

import conllu

ENCODER = os.environ.get("ENCODER", "minilm")
WEIGHTS = os.environ.get("WEIGHTS", "stacked.pickle")
LAYERS, HEADS, WIDE = 6, 12, 384
ARC, LABEL = 256, 96
BLOCK = 2000
EPOCHS, PIECES, SEED = int(os.environ.get("EPOCHS", "4")), 1536, 7
LENGTHS = [12, 20, 30, 44, 64, 100, 160]
RELATIONS = """root punct case det nsubj nsubj:pass advmod amod obj obl conj nmod nmod:poss compound cc mark aux aux:pass
cop advcl xcomp flat acl:relcl acl ccomp csubj parataxis appos nummod compound:prt expl fixed iobj obl:agent
obl:unmarked discourse vocative list dep""".split()
SAME = {"nmod:unmarked": "nmod", "nmod:desc": "nmod", "advcl:relcl": "advcl", "nsubj:outer": "nsubj"}
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
XPOS = """NN IN DT NNP PRP JJ RB . VB NNS , CC VBD VBP VBZ CD VBN VBG MD TO PRP$ _ -RRB- -LRB- WDT : WRB `` '' WP RP UH
POS HYPH NNPS JJR JJS EX NFP RBR ADD GW $ SYM PDT LS FW RBS AFX WP$""".split()


def relation(name):
    name = SAME.get(name, name)
    if name not in RELATIONS:
        name = name.split(":")[0]
    return RELATIONS.index(name if name in RELATIONS else "dep")


def load(path):
    """Sentences of a file with word pieces and what spaCy says of them."""
    pieces = Tokenizer.from_file(f"{ENCODER}/tokenizer.json")
    pieces.no_padding()
    pieces.no_truncation()
    seen = np.load(path.replace(".conllu", ".npz"))
    seen = {k: seen[k] for k in seen.files}
    out, at = [], 0
    sentences = conllu.read(path)
    coded = pieces.encode_batch([[conllu.plain(r[1]) for r in rows] for rows in sentences], is_pretokenized=True)
    for number, (rows, code) in enumerate(zip(sentences, coded)):
        n = len(rows)
        first = [-1] * n
        for i, w in enumerate(code.word_ids):
            if w is not None and first[w] < 0:
                first[w] = i
        # A word of no pieces is read at its neighbour.
        first = [f if f >= 0 else 0 for f in first]
        number = lambda text: int(text) if text.isdigit() else 0
        out.append(dict(
            rows=rows, ids=code.ids, first=first, n=n,
            tag=seen["tag"][at:at + n], relation=seen["relation"][at:at + n], head=seen["head"][at:at + n],
            seen=seen["seen"][at:at + n],
            gold=[number(r[6]) for r in rows],
            label=[relation(r[7]) for r in rows],
            upos=[UPOS.index(r[3]) if r[3] in UPOS else 16 for r in rows],
            xpos=[XPOS.index(r[4]) if r[4] in XPOS else 21 for r in rows],
            capital=[min(2, int(r[1][:1].isupper()) + int(r[1].isupper() and len(r[1]) > 1)) for r in rows],
        ))
        at += n
    return out


def batches(data, order):
    """Sentences of like length together, with about PIECES pieces each."""
    open_ones = {}
    for i in order:
        size = max(len(data[i]["ids"]), data[i]["n"] + 1)
        if size > LENGTHS[-1]:
            continue
        length = next(n for n in LENGTHS if size <= n)
        some = open_ones.setdefault(length, [])
        some.append(i)
        if len(some) == max(1, PIECES // length):
            yield length, open_ones.pop(length)
    yield from open_ones.items()


def pack(data, length, rows):
    size = max(1, PIECES // length)
    z = lambda *more, t=np.int32: np.zeros((size, length, *more), t)
    b = dict(ids=z(), piece=z(t=np.float32), first=z(), word=z(t=np.float32), tag=z(), relation=z(), head=z(),
             seen=z(96, t=np.float32), capital=z(), gold=z(), label=z(), upos=z(), xpos=z())
    for k, i in enumerate(rows):
        s = data[i]
        m, n = len(s["ids"]), s["n"]
        b["ids"][k, :m], b["piece"][k, :m] = s["ids"], 1
        # Words count from 1; row 0 is the root.
        w = slice(1, n + 1)
        b["first"][k, w], b["word"][k, w] = s["first"], 1
        b["tag"][k, w], b["relation"][k, w], b["head"][k, w] = s["tag"], s["relation"], s["head"] + 1
        b["seen"][k, w], b["capital"][k, w] = s["seen"], s["capital"]
        for f in ("gold", "label", "upos", "xpos"):
            b[f][k, w] = s[f]
    return b


def fresh(rng):
    d = lambda *shape, s=None: (rng.standard_normal(shape) * (s or (2.0 / sum(shape[-2:])) ** 0.5)).astype(np.float32)
    wide = WIDE + 96 + 32 + 32 + 8 + 32
    top = 400
    return dict(
        tag=d(64, 32, s=0.3), relation=d(64, 32, s=0.3), capital=d(3, 8, s=0.3), htag=d(64, 32, s=0.3),
        mix=d(wide, top), mixb=np.zeros(top, np.float32), root=d(top, s=0.1),
        ad=d(top, ARC), ah=d(top, ARC), arc=d(ARC + 1, ARC, s=0.02), adb=np.zeros(ARC, np.float32),
        ahb=np.zeros(ARC, np.float32),
        says=np.full(64, 1.0, np.float32), said=np.zeros(64, np.float32),
        ld=d(top, LABEL), lh=d(top, LABEL), ldb=np.zeros(LABEL, np.float32), lhb=np.zeros(LABEL, np.float32),
        lab=d(len(RELATIONS), LABEL, LABEL, s=0.02), labd=d(LABEL, len(RELATIONS)), labh=d(LABEL, len(RELATIONS)),
        labb=np.zeros(len(RELATIONS), np.float32),
        upos=d(top, len(UPOS)), uposb=np.zeros(len(UPOS), np.float32),
        xpos=d(top, len(XPOS)), xposb=np.zeros(len(XPOS), np.float32),
    )


def norm(x, w, b):
    m = x.mean(-1, keepdims=True)
    v = ((x - m) ** 2).mean(-1, keepdims=True)
    return (x - m) / jnp.sqrt(v + 1e-12) * w + b


def drop(x, share, key):
    return x if key is None else x * jax.random.bernoulli(key, 1 - share, x.shape) / (1 - share)


def encode(p, words, b):
    ids, mask = b["ids"], b["piece"]
    x = words[ids] + p["embeddings.position_embeddings.weight"][None, :ids.shape[1]]
    x = x + p["embeddings.token_type_embeddings.weight"][0]
    x = norm(x, p["embeddings.LayerNorm.weight"], p["embeddings.LayerNorm.bias"])
    shut = (mask - 1.0)[:, None, None, :] * 1e9
    size, n, _ = x.shape
    for k in range(LAYERS):
        q = f"encoder.layer.{k}."
        line = lambda x, name: x @ p[q + name + ".weight"].T + p[q + name + ".bias"]
        heads = lambda name: line(x, "attention.self." + name).reshape(size, n, HEADS, WIDE // HEADS)
        a = jnp.einsum("bihd,bjhd->bhij", heads("query"), heads("key")) / (WIDE // HEADS) ** 0.5 + shut
        y = jnp.einsum("bhij,bjhd->bihd", jax.nn.softmax(a, -1), heads("value")).reshape(size, n, WIDE)
        y = line(y, "attention.output.dense")
        name = q + "attention.output.LayerNorm"
        x = norm(x + y, p[name + ".weight"], p[name + ".bias"])
        y = jax.nn.gelu(line(x, "intermediate.dense"), approximate=True) @ p[q + "output.dense.weight"].T
        y = y + p[q + "output.dense.bias"]
        x = norm(x + y, p[q + "output.LayerNorm.weight"], p[q + "output.LayerNorm.bias"])
    return x


def scores(p, top, words, b, key):
    keys = [None] * 5 if key is None else list(jax.random.split(key, 5))
    x = encode(p, words, b)
    take = lambda x, i: jnp.take_along_axis(x, i[..., None], 1)
    tags = top["htag"][b["tag"]]
    x = jnp.concatenate([take(x, b["first"]), b["seen"], drop(top["tag"][b["tag"]], 0.1, keys[3]),
                         drop(top["relation"][b["relation"]], 0.1, keys[4]), top["capital"][b["capital"]],
                         take(tags, b["head"])], -1)
    x = jax.nn.gelu(drop(x, 0.1, keys[0]) @ top["mix"] + top["mixb"])
    x = x.at[:, 0].set(top["root"])
    x = drop(x, 0.25, keys[1])
    line = lambda w, c: jax.nn.leaky_relu(x @ top[w] + top[c], 0.1)
    d, h = line("ad", "adb"), line("ah", "ahb")
    d1 = jnp.concatenate([d, jnp.ones_like(d[..., :1])], -1)
    arc = jnp.einsum("bie,ef,bjf->bij", d1, top["arc"], h)
    n = x.shape[1]
    theirs = jax.nn.one_hot(b["head"], n) * b["word"][..., None]
    arc = arc + theirs * top["says"][b["relation"]][..., None]
    arc = arc + jnp.swapaxes(theirs * top["said"][b["relation"]][..., None], 1, 2)
    may = jnp.concatenate([jnp.ones_like(b["word"][:, :1]), b["word"][:, 1:]], 1)[:, None, :]
    arc = arc + (may - 1) * 1e9 - jnp.eye(n) * 1e9
    return x, arc, line("ld", "ldb"), line("lh", "lhb")


def labels(top, d, h, heads):
    h = jnp.take_along_axis(h, heads[..., None], 1)
    return jnp.einsum("bie,lef,bif->bil", d, top["lab"], h) + d @ top["labd"] + h @ top["labh"] + top["labb"]


def loss(p, top, words, b, key):
    x, arc, d, h = scores(p, top, words, b, key)
    w = b["word"]
    def cross(s, gold):
        return -(jnp.take_along_axis(jax.nn.log_softmax(s, -1), gold[..., None], -1)[..., 0] * w).sum() / w.sum()
    return (cross(arc, b["gold"]) + cross(labels(top, d, h, b["gold"]), b["label"])
            + 0.5 * cross(x @ top["upos"] + top["uposb"], b["upos"])
            + 0.5 * cross(x @ top["xpos"] + top["xposb"], b["xpos"]))


@jax.jit
def guess(p, top, words, b):
    x, arc, d, h = scores(p, top, words, b, None)
    arc = jax.nn.log_softmax(arc, -1)
    heads = arc.argmax(-1)
    return (arc, x @ top["upos"] + top["uposb"], jax.nn.log_softmax(x @ top["xpos"] + top["xposb"], -1),
            d, h, heads)


@jax.jit
def guess_labels(top, d, h, heads):
    return jax.nn.log_softmax(labels(top, d, h, heads), -1)


@functools.partial(jax.jit, donate_argnums=(0, 1, 3))
def step(p, top, words, state, b, key, rate):
    value, (gp, gt) = jax.value_and_grad(loss, (0, 1))(p, top, words, b, key)
    m, v, t = state
    t = t + 1
    g = (gp, gt)
    size = jnp.sqrt(sum((x * x).sum() for x in jax.tree.leaves(g)))
    g = jax.tree.map(lambda x: x * jnp.minimum(1.0, 2.0 / (size + 1e-9)), g)
    m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, g)
    v = jax.tree.map(lambda v, g: 0.98 * v + 0.02 * g * g, v, g)
    fix = jnp.sqrt(1 - 0.98 ** t) / (1 - 0.9 ** t)
    move = jax.tree.map(lambda m, v: fix * m / (jnp.sqrt(v) + 1e-8), m, v)
    p = jax.tree.map(lambda p, u: p - rate * 2e-4 * u, p, move[0])
    top = jax.tree.map(lambda p, u: p - rate * 1.5e-3 * u, top, move[1])
    return p, top, (m, v, t), value


def tree(arc, heads):
    """Heads as they are where they make a tree; else the best projective tree (Eisner 1996)."""
    n = len(heads)
    if sum(h == 0 for h in heads[1:]) == 1:
        ok = [False] * n
        for i in range(1, n):
            seen, at = [], i
            while at and not ok[at] and len(seen) <= n:
                seen.append(at)
                at = heads[at]
            if len(seen) > n:
                break
            for k in seen:
                ok[k] = True
        else:
            return heads
    arc = arc[:n, :n].copy()
    # One root only: hanging from it costs.
    arc[:, 0] -= 50.0
    sub = np.full((n, n, 2, 2), -1e18)
    back = np.zeros((n, n, 2, 2), np.int32)
    for i in range(n):
        sub[i, i] = 0
    for d in range(1, n):
        for i in range(n - d):
            j = i + d
            whole = sub[i, i:j, 1, 1] + sub[i + 1:j + 1, j, 0, 1]
            k = int(whole.argmax())
            sub[i, j, 0, 0], back[i, j, 0, 0] = whole[k] + arc[i, j], i + k
            sub[i, j, 1, 0], back[i, j, 1, 0] = whole[k] + arc[j, i], i + k
            left = sub[i, i:j, 0, 1] + sub[i:j, j, 0, 0]
            k = int(left.argmax())
            sub[i, j, 0, 1], back[i, j, 0, 1] = left[k], i + k
            right = sub[i, i + 1:j + 1, 1, 0] + sub[i + 1:j + 1, j, 1, 1]
            k = int(right.argmax())
            sub[i, j, 1, 1], back[i, j, 1, 1] = right[k], i + 1 + k
    out = [0] * n
    todo = [(0, n - 1, 1, 1)]
    while todo:
        i, j, way, whole = todo.pop()
        if i == j:
            continue
        k = int(back[i, j, way, whole])
        if not whole:
            out[j if way else i] = i if way else j
            todo += [(i, k, 1, 1), (k + 1, j, 0, 1)]
        elif way:
            todo += [(i, k, 1, 0), (k, j, 1, 1)]
        else:
            todo += [(i, k, 0, 1), (k, j, 0, 0)]
    return out


def parse(p, top, words, data):
    """For each sentence, by its number: heads, relations, tags, and how sure of head and relation."""
    for length, rows in batches(data, sorted(range(len(data)), key=lambda i: data[i]["n"])):
        b = pack(data, length, rows)
        arc, upos, xpos, d, h, heads = guess(p, top, words, b)
        arc, heads, upos, xpos = np.asarray(arc), np.array(heads), np.asarray(upos).argmax(-1), np.asarray(xpos)
        for k, i in enumerate(rows):
            n = data[i]["n"] + 1
            heads[k, :n] = tree(arc[k], [int(x) for x in heads[k, :n]])
        label = np.array(guess_labels(top, d, h, jnp.asarray(heads)))
        # What hangs from the root is the root and nothing else is.
        label[..., 0] -= 1e9
        named = label.argmax(-1)
        named[heads == 0] = 0
        for k, i in enumerate(rows):
            w = range(1, data[i]["n"] + 1)
            sure = [float(np.exp(arc[k, j, heads[k, j]] + (0 if heads[k, j] == 0 else label[k, j, named[k, j]])))
                    for j in w]
            yield (i, [int(heads[k, j]) for j in w], [int(named[k, j]) for j in w], [int(upos[k, j]) for j in w],
                   [int(xpos[k, j].argmax()) for j in w], sure)


def score(p, top, words, data):
    n = arcs = u = l = up = xp = 0
    for i, heads, named, upos, xpos, _ in parse(p, top, words, data):
        s = data[i]
        for j in range(s["n"]):
            n += 1
            up += upos[j] == s["upos"][j]
            xp += xpos[j] == s["xpos"][j]
            if UPOS[s["upos"][j]] != "PUNCT":
                arcs += 1
                u += heads[j] == s["gold"][j]
                l += heads[j] == s["gold"][j] and named[j] == s["label"][j]
    return f"XPOS {100*xp/n:.2f} UPOS {100*up/n:.2f} UAS {100*u/arcs:.2f} LAS {100*l/arcs:.2f} of {n} words"


def encoder():
    p = load_file(f"{ENCODER}/model.safetensors")
    p = {k: np.asarray(v, np.float32) for k, v in p.items() if "pooler" not in k and "position_ids" not in k}
    return p, p.pop("embeddings.word_embeddings.weight")


def train(paths):
    p, words = encoder()
    rng = np.random.default_rng(SEED)
    top = fresh(rng)
    data = [s for f in paths for s in load(f)]
    dev = {f: load(f) for f in (x.replace("_train", "_dev") for x in paths)}
    again = os.environ.get("INIT")
    if again:
        with open(again, "rb") as file:
            p, top = pickle.load(file)
    p, top, words = jax.tree.map(jnp.asarray, (p, top, words))
    zero = lambda: jax.tree.map(jnp.zeros_like, (p, top))
    state = (zero(), zero(), jnp.zeros(()))
    key = jax.random.key(SEED + bool(again))
    plans = []
    for _ in range(EPOCHS):
        epoch = list(batches(data, rng.permutation(len(data))))
        plans.append([epoch[i] for i in rng.permutation(len(epoch))])
    total, done, began = sum(map(len, plans)), 0, time.time()
    for epoch, plan in enumerate(plans):
        lost = []
        for length, rows in plan:
            rate = min(1.0, (done + 1) / 150) * max(0.02, (0.75 if again else 1.0) * (1 - done / total))
            key, now = jax.random.split(key)
            p, top, state, value = step(p, top, words, state, pack(data, length, rows), now, rate)
            done += 1
            lost.append(value)
            if done % 50 == 0:
                print(f"{done}/{total} {time.time() - began:.0f}s loss {np.mean([float(x) for x in lost[-50:]]):.3f}",
                      flush=True)
        for f, sentences in dev.items():
            print(epoch, os.path.basename(f), score(p, top, words, sentences), flush=True)
        with open(WEIGHTS, "wb") as file:
            pickle.dump(jax.tree.map(np.asarray, (p, top)), file)


def label(source, to):
    with open(WEIGHTS, "rb") as file:
        p, top = jax.tree.map(jnp.asarray, pickle.load(file))
    words = jnp.asarray(encoder()[1])
    data = load(source)
    # In an order that does not follow the sources, so that a run cut short has some of each.
    order = np.random.default_rng(SEED).permutation(len(data))
    with open(to, "w", encoding="utf-8"):
        pass
    for block in range(0, len(data), BLOCK):
        some = [data[i] for i in order[block:block + BLOCK]]
        out = [None] * len(some)
        for i, heads, named, upos, xpos, sure in parse(p, top, words, some):
            out[i] = [[str(j + 1), r[1], "_", UPOS[upos[j]], XPOS[xpos[j]], "_", str(heads[j]), RELATIONS[named[j]], "_",
                       f"Sure={sure[j]:.2f}"] for j, r in enumerate(some[i]["rows"])]
        conllu.write(to, [rows for rows in out if rows], "a")
        print(block + len(some), "of", len(data), flush=True)


{"train": lambda *a: train(a), "label": label}[sys.argv[1]](*sys.argv[2:])
