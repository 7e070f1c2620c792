"""Accounts of invented papers that part on facts, and what a careful reader lists; written for the tests."""

# A language model, as three models and a blogger tell of it.
WREN = {
    "ada": """## Overview

Wren-3 is Larkspur AI's open-weights model for software agents. It is a Mixture-of-Experts (MoE) network with 412
billion
parameters, of which 28B are activated per token, and it was pre-trained on 18.2 trillion tokens.

## Architecture

The key idea is **Cascaded Token Routing (CTR)**, which the authors say lowers inference cost by 35%. The context
window grows to 256K tokens.
There are 61 layers and 128 experts.

## Training

Post-training relies on GRPO with verifiable rewards. The weights are released under the MIT license. Training ran on
2,048 H100 GPUs.

## Results

- SWE-bench Verified: 71.4%
- Terminal-Bench 2.0: 48.1%
- On AIME 2025 it reaches 91.2%

The report was submitted on 3 March 2026. Score: 8/10.""",
    "bert": """# Wren-3: what you should know

| Item | Value |
|---|---|
| Developer | Larkspur |
| Total parameters | 412B |
| Active parameters | 32B |
| Training data | 15T tokens |
| Context window | 128K |
| License | Apache 2.0 |

CTR stands for Compressed Token Routing. It is the reason why the model is about 20% cheaper to serve.

The model scores **74.0% on SWE-bench Verified**, compared with 69.8% for GPT-5, and 48.1 on Terminal-Bench 2.0. It
has 61 transformer layers.

Reinforcement learning uses Proximal Policy Optimization (PPO), followed by DPO for preferences.

The paper appeared on March 3, 2026. I would give it 6 out of 10.""",
    "cleo": """I read the abstract only. It does not say what CTR stands for. The authors, from Larkspur AI, claim
strong results on software tasks.

They mention a 412B-parameter model. Elsewhere the landing page speaks of 421B parameters in total, which may be a typo.

**Overall: 7/10.** The abstract gives no training data size and no licence.""",
    "dora": """Larkspur AI released Wren-3 this week: a 412B parameter MoE with 28B active, trained on roughly 18T
tokens, with a 256K context.

Cascaded Token Routing, or CTR, saves about a third of the inference cost. I ran it on my own tickets and 9 of 14
were closed.

SWE-bench Verified sits at 71.4, AIME 2025 at 91.2%. MIT-licensed weights are on the hub. The RL stage is GRPO.""",
}
WREN_DIVERGES = {
    ("acronym", "ctr"),
    ("quantity", "parameters"),
    ("quantity", "parameters:active"),
    ("quantity", "tokens:training"),
    ("quantity", "tokens:context"),
    ("quantity", "saved:compute:%"),
    ("quantity", "score:swebenchverified"),
    ("quantity", "rating"),
    ("name", "licence"),
    ("name", "method"),
}

# A drug trial.
TRIAL = {
    "ada": """## What was done

This randomised, double-blind trial enrolled 412 adults with moderate ulcerative colitis at 38 sites in nine
countries. Patients received
ravelimab 200 mg every four weeks or placebo for 24 weeks. The primary endpoint was clinical remission at week 24.

## Results

Clinical remission was reached by 31.2% of patients on ravelimab versus 14.8% on placebo (p = 0.003). The hazard
ratio for relapse was 0.58 (95% CI 0.41–0.82).
Serious adverse events occurred in 6.1% of the treatment group. Median follow-up was 14 months.

CARS (Colitis Activity Rating Scale) scores improved. The trial was funded by Helvora Pharma.""",
    "bert": """**Summary.** A phase 3 study of ravelimab in 421 patients.

- Design: double-blind, placebo-controlled, 38 centres
- Dose: 300 mg every 4 weeks
- Duration: 24 weeks
- Remission: 31.2% vs 14.8% with placebo
- Hazard ratio: 0.68
- Serious adverse events: 6.1%
- Follow-up: a median of 14 months

The Clinical Activity and Response Score (CARS) was a secondary endpoint. The dropout rate was 9%.""",
    "cleo": """The trial, sponsored by Helvora Pharma, recruited 412 participants at 36 hospitals. About a third of
them (31%) achieved remission with ravelimab.

I could not find out what CARS stands for. Follow-up lasted 14 months at the median, and 12% were lost to follow-up.

The dose was 200 mg. The reported hazard ratio of 0.58 is impressive. Mortality was 0.5%.""",
}
TRIAL_DIVERGES = {
    ("acronym", "cars"),
    ("quantity", "count:participants"),
    ("quantity", "count:sites"),
    ("quantity", "measure:dose:grams"),
    ("quantity", "measure:hazard ratio:"),
    ("quantity", "measure:dropout:%"),
}

# A vision model.
VISION = {
    "ada": """PelicanNet is a segmentation network built on a vision transformer. With 86M parameters it reaches 58.3
mIoU on ADE20K and 84.9% top-1 accuracy on ImageNet.
It runs at 42 fps on a single A100 and was trained on 1.2 million images for 300 epochs with AdamW and a batch size
of 1024.

Its core is Selective Patch Aggregation (SPA), which reduces memory by 30%.""",
    "bert": """### PelicanNet in brief

1. **SPA**, short for Sparse Patch Attention, drops uninformative patches.
2. The model has 86 million parameters.
3. On ADE20K it gets 56.3 mIoU.
4. ImageNet top-1: 84.9%.
5. Inference speed is 42 frames per second.
6. Training used 1.2M images, 300 epochs, batch size 1024 and the Lion optimizer.

Memory use falls by 30%, which matters on small devices.""",
    "cleo": """PelicanNet's numbers look solid: 58.3 mIoU on ADE20K, 84.9 on ImageNet, at 60 fps. It is a
86M-parameter model, trained for 100 epochs.
The authors call their mechanism Selective Patch Aggregation. SPA cuts memory roughly in half, by 50%. Learning rate
1e-3. Code is under the BSD license.""",
}
VISION_DIVERGES = {
    ("acronym", "spa"),
    ("quantity", "score:ade20k"),
    ("name", "optimiser"),
    ("quantity", "measure:frame rate:frames per second"),
    ("quantity", "count:epochs"),
    ("quantity", "saved:memory:%"),
}

# A physics experiment.
PHYSICS = {
    "ada": """The collaboration reports superconductivity in a lutetium hydride film with a critical temperature of
151 K at a pressure of 40 GPa.
The resistance drop was measured in 12 samples. A magnetic field of 9 T lowers the transition by 14 K.
QPD (quantum phase diagnostics) is used throughout. The claimed significance is 5.1 sigma. The preprint has 14
authors and is 22 pages long.""",
    "bert": """- Critical temperature: 151 kelvin
- Pressure: 140 GPa
- Field: magnetic field up to 9 tesla
- Samples measured: 12 samples
- Significance: 4.1σ

QPD stands for Quasi-Periodic Driving. The 14-author paper gives little on sample preparation.""",
    "cleo": """A transition temperature of 115 K would be remarkable, though 40 GPa of pressure keeps it far from
practice. The excess reaches 5.1 standard deviations.
The paper never defines QPD. Twelve samples is not many.""",
}
PHYSICS_DIVERGES = {
    ("acronym", "qpd"),
    ("quantity", "measure:critical temperature:kelvin"),
    ("quantity", "measure:pressure:pascals"),
    ("quantity", "measure:significance:standard deviations"),
}

# A study of people at work.
WORK = {
    "ada": """The study followed 96 developers at three companies for 16 weeks. Half of them used the assistant.
Tasks were finished 26% faster with it,
and satisfaction rose by 12%. The authors report an effect size of 0.45. Interrater agreement was a kappa of 0.81.
RQA (Repository Question Answering) was the most used feature. Published on 12 May 2025.""",
    "bert": """## Findings
- 96 developers took part, over a period of 12 weeks
- Task completion was 26% faster
- Effect size: Cohen's d of 0.45
- Kappa: 0.81

RQA (Retrieval-based Quality Assurance) was the favourite feature. The paper was published in May 2025. My rating:
3/5.""",
    "cleo": """I liked this one. A sample of 69 developers is decent. The speed-up, 26%, is lower than vendors claim.
The effect size was 0.54.
Rating: 8/10. It ran for 16 weeks.""",
}
WORK_DIVERGES = {
    ("acronym", "rqa"),
    ("quantity", "count:participants"),
    ("quantity", "measure:duration:days"),
    ("quantity", "measure:effect size:"),
    ("quantity", "rating"),
}
# A scan of the internet.
SECURITY = {
    "a": """The authors scanned 2.3 million hosts over 90 days and found 41,000 vulnerable servers. The exploit succeeds in
87% of attempts and takes 14 seconds on average. CVSS score: 9.1. They disclosed to 12 vendors. OTA stands for
Open Trust Anchor. Funded with $1.2 million.""",
    "b": """Scan: 3.2 million hosts, 90 days. 41,000 servers were vulnerable. Success rate: 78%. Average time to exploit: 14
seconds. The CVSS score is 9.8. OTA (Over-The-Air) updates are affected. Twelve vendors were notified.""",
    "c": """They scanned 2.3 million hosts. 14,000 servers were vulnerable; the attack had a success rate of 87%. CVSS 9.1.""",
}
SECURITY_DIVERGES = {
    ("acronym", "ota"),
    ("quantity", "count:hosts"),
    ("quantity", "count:servers"),
    ("quantity", "measure:success rate:%"),
    ("quantity", "of:cvss-scor:"),
}

# A study of firms.
TRADE = {
    "a": """Using data on 18,400 firms in 14 countries between 2009 and 2019, the paper finds that a 10% tariff cut raises
productivity by 1.8%. The elasticity is estimated at 0.42. The sample covers 62% of manufacturing. The discount
rate is set at 3%.""",
    "b": """| Item | Value |
|---|---|
| Firms | 14,800 |
| Countries | 14 |
| Productivity gain | 1.8% |
| Elasticity | 0.24 |
| Discount rate | 5% |""",
    "c": """18,400 firms, 14 countries. A tariff cut raises productivity by 2.8%, with an elasticity of 0.42. The discount
rate is 3%. 7/10.""",
}
TRADE_DIVERGES = {
    ("quantity", "count:firms"),
    ("quantity", "gain:productivity"),
    ("quantity", "of:discount-rat:%"),
    ("quantity", "of:elasticity:"),
}

# A study of genomes; the depth of reading (30x, 15x) is a divergence that the rules do not see.
GENOMES = {
    "a": """The authors sequenced 3,412 genomes from 27 populations and found 118 loci associated with altitude tolerance.
The strongest signal, in EPAS1, has an odds ratio of 1.84. Heritability is estimated at 34%. Read depth averaged
30x. GWS means genome-wide significance.""",
    "b": """- Sample: 3,142 genomes, 27 populations
- Loci found: 118
- Odds ratio for the lead variant: 1.48
- Heritability: 43%
- Sequencing depth: 30x

GWS (Genomic Weighted Score) is the main statistic.""",
    "c": """Across 27 populations and 3,412 genomes, the study reports 181 loci. Heritability was 34 percent. The top odds
ratio was 1.84. Coverage of 15x is modest.""",
}
GENOMES_DIVERGES = {
    ("acronym", "gws"),
    ("quantity", "count:genomes"),
    ("quantity", "count:loci"),
    ("quantity", "measure:odds ratio:"),
    ("quantity", "of:heritability:%"),
}

CASES = {
    "wren": (WREN, WREN_DIVERGES),
    "trial": (TRIAL, TRIAL_DIVERGES),
    "vision": (VISION, VISION_DIVERGES),
    "physics": (PHYSICS, PHYSICS_DIVERGES),
    "work": (WORK, WORK_DIVERGES),
    "security": (SECURITY, SECURITY_DIVERGES),
    "trade": (TRADE, TRADE_DIVERGES),
    "genomes": (GENOMES, GENOMES_DIVERGES),
}
